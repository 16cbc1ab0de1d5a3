#!/bin/sh
# Brings Temporal's two databases to the schema of its release. Safe to repeat.
set -eu
SQL_PASSWORD="$(cat /run/secrets/temporal-password)"
export SQL_PASSWORD

tool() { temporal-sql-tool --plugin postgres12 --ep "$SQL_HOST" --port "${SQL_PORT:-5432}" --user "$SQL_USER" "$@"; }
for schema in temporal visibility; do
  database=temporal
  [ "$schema" = temporal ] || database=temporal_visibility
  tool --db "$database" setup-schema --version 0.0
  tool --db "$database" update-schema --schema-name "postgresql/v12/$schema"
done
