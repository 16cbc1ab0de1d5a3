#!/bin/sh
# Run once, when the volume is empty: the record with its owner, and Temporal's two databases with a role that cannot open the record.
set -eu
secret() { cat "/run/secrets/$1-password"; }

psql --set ON_ERROR_STOP=1 --set owner="$(secret owner)" --set temporal="$(secret temporal)" --username postgres --dbname postgres <<'END'
create role liandong_owner login createrole password :'owner';
create role temporal login password :'temporal';
create database liandong owner liandong_owner;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database liandong, temporal, temporal_visibility from public;
END
