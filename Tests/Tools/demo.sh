#!/bin/sh
# Two nights of the sample city through the built command: demo.sh PROGRAM FOLDER.
set -eu
guiji=$1
folder=$2
cd "$(dirname "$0")/../.."
case $guiji in /*) ;; *) guiji=$PWD/$guiji ;; esac
rm -rf "$folder"
mkdir -p "$(dirname "$folder")"
export GUIJI_WORKSPACE="$PWD/$folder"

say() { printf '\n\033[1m== %s\033[0m\n' "$1"; }
plain() { printf '\n== %s\n' "$1"; }
if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then say() { plain "$1"; }; fi
show() { printf '$ guiji %s\n' "$*"; "$guiji" "$@"; }
# A held or failed delivery is exit code 2: expected here, because the samples hold one of each.
night() {
    code=0
    show "$@" || code=$?
    printf '(exit code %s)\n' "$code"
    test "$code" = 0 || test "$code" = 2
}

say "A workspace, and the first night's deliveries"
show init "$folder"
cp -R Samples/inbox-2020-11-19/. "$folder/inbox/"
find "$folder/inbox" -type f -exec touch -d '1 hour ago' {} +
night run --date 2020-11-19

say "The second night: changes, a truncated file, a service that answered with an error"
cp -R Samples/inbox-2020-11-20/. "$folder/inbox/"
find "$folder/inbox" -type f -exec touch -d '1 hour ago' {} +
night run --date 2020-11-20

say "Every feed: what came, what holds, what was set aside"
show status

say "What was wrong with the second night's data (values masked)"
show findings --run 2 --limit 12

say "One person, and where the telephone number came from"
id=$(sqlite3 -readonly "$folder/warehouse.db" "SELECT person_id FROM person WHERE id_number = '320684198503129916'")
show trace person "$id" phone_primary

say "A question an analyst would ask: who is known to the most departments?"
sqlite3 -readonly -header -column "$folder/warehouse.db" "
SELECT p.person_id, p.name, p.birth_date, count(DISTINCT substr(s.feed, 1, 3)) AS departments, count(*) AS mentions
FROM person p JOIN person_source s USING (person_id)
WHERE s.until_run IS NULL AND p.is_current
GROUP BY 1 ORDER BY departments DESC, mentions DESC, 1 LIMIT 5"
printf '\nThe warehouse is %s; open it with sqlite3, Datasette or DuckDB.\n' "$folder/warehouse.db"
