import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/** Tells open streams at once that a person's rights have changed. What happens at another instance reaches them by their own look at the session. */
@Injectable()
export class Revocations {
  readonly changes = new Subject<{ person: string }>();

  changed(person: string): void {
    this.changes.next({ person });
  }
}
