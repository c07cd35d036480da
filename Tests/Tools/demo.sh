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

# A held or failed delivery is exit code 2. What simply loaded is left out of what is shown.
second_night() {
    code=0
    printf '$ guiji run --date 2020-11-20 | grep -v "  loaded  \\|  duplicate  "\n'
    "$guiji" run --date 2020-11-20 > "$folder/night.txt" || code=$?
    grep -v "  loaded  \\|  duplicate  " "$folder/night.txt"
    printf '(exit code %s)\n' "$code"
    test "$code" = 2
}
ask() { sqlite3 -readonly -header -column "$folder/warehouse.db" "$1"; }

say "A workspace, and the first night: 67 feeds of 41 departments"
show init "$folder"
cp -R Samples/inbox-2020-11-19/. "$folder/inbox/"
find "$folder/inbox" -type f -exec touch -d '1 hour ago' {} +
night run --date 2020-11-19

say "The second night: changes, a list shorter than its total, a service that answered with an error"
cp -R Samples/inbox-2020-11-20/. "$folder/inbox/"
find "$folder/inbox" -type f -exec touch -d '1 hour ago' {} +
second_night

say "What was set aside on the first night, and why (values masked)"
show findings --run 1 --severity error --limit 8

say "One person through the departments that know him"
id=$(sqlite3 -readonly "$folder/warehouse.db" "SELECT person_id FROM person WHERE id_number = '320684198503129916'")
ask "
SELECT s.feed, group_concat(DISTINCT s.role) AS as_role, count(*) AS records, min(s.rule) AS linked_by
FROM person_source s WHERE s.person_id = $id AND s.until_run IS NULL GROUP BY s.feed ORDER BY s.feed"

say "Where his telephone number came from, down to the bytes"
show trace person "$id" phone_primary

say "His marriages, told from the register's events"
ask "
SELECT p.name, r.name AS spouse, k.valid_from, coalesce(k.valid_to, 'now') AS valid_to, k.certificate_no
FROM kinship k JOIN person p USING (person_id) JOIN person r ON r.person_id = k.relative_id
WHERE k.kind = 'spouse' AND $id IN (k.person_id, k.relative_id) ORDER BY k.valid_from"

say "A question an analyst would ask: which firms have complaints about wages, and how many people work there?"
ask "
SELECT o.name, count(DISTINCT a.regulatory_action_id) AS complaints, count(DISTINCT e.person_id) AS staff
FROM regulatory_action a JOIN organization o ON o.organization_id = a.org_id
LEFT JOIN employment e ON e.org_id = o.organization_id AND e.is_current
WHERE a.kind = 'labour' AND a.is_current GROUP BY o.organization_id ORDER BY complaints DESC, staff DESC LIMIT 5"

say "Who is listed as living alone, and how much water did they use?"
ask "
SELECT p.name, p.birth_date, u.account_no, r.read_date, r.usage AS m3 FROM benefit b
JOIN person p USING (person_id) JOIN utility_account u ON u.person_id = p.person_id AND u.kind = 'water'
JOIN meter_reading r USING (utility_account_id)
WHERE b.kind = 'lone_elderly_care' AND b.is_current ORDER BY CAST(r.usage AS REAL), p.birth_date LIMIT 5"

say "Which streets report most, through how many channels?"
ask "
SELECT d.name AS street, count(*) AS reports, count(DISTINCT c.channel) AS channels
FROM case_report c JOIN address a USING (address_id) LEFT JOIN division d ON d.code12 = a.street_code || '000'
WHERE c.is_current GROUP BY 1 ORDER BY reports DESC LIMIT 5"

say "Is the warehouse sound?"
show doctor
printf '\nThe warehouse is %s; open it with sqlite3, Datasette or DuckDB.\n' "$folder/warehouse.db"
