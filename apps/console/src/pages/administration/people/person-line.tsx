import { Link } from 'react-router';
import type { PersonRow } from '../../../api/administration-types';
import { useWords } from '../../../words/words';

/** One person in two lines. */
export function PersonLine({ person: { id, name, login, organization, roles, active, passwordSet } }: { person: PersonRow }) {
  const words = useWords();
  const { people } = words.administration;
  const held = roles.map(({ role, organization: where }) => {
    const said = words.account.roleNames[role] ?? role;
    return where.id === organization.id ? said : `${said}${words.common.inBrackets(where.name)}`;
  });
  return (
    <li className={`row ${active ? '' : 'gone'}`}>
      <Link to={`/administration/people/${id}`}>
        <span className="row-first">
          <span className="row-name">{name}</span>
          <span className="row-unit">{login}</span>
        </span>
        <span className="row-second">
          <span className="row-unit">{organization.name}</span>
          <span className="row-state">{held.length > 0 ? held.join(words.common.and) : active ? people.noRoles : ''}</span>
        </span>
        <span className="row-due">
          {!active && <span className="chip plain">{people.left}</span>}
          {active && !passwordSet && <span className="chip soon">{people.noPassword}</span>}
        </span>
      </Link>
    </li>
  );
}
