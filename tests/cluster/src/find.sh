# Prints the folder of PostgreSQL's server, 15 or later; says nothing and fails where there is none.
# The argument is a folder to look in last.
serves() {
    [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
    version=$("$1/postgres" --version 2>/dev/null | sed -n 's/.*PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 15 ]
}

# Who names a folder means that one.
if [ -n "$MILKROUND_POSTGRES_BIN" ]; then
    serves "$MILKROUND_POSTGRES_BIN" && echo "$MILKROUND_POSTGRES_BIN"
    exit
fi

in_path() {
    (IFS=:; for folder in $PATH; do
        serves "$folder" && { dirname "$(realpath "$folder/postgres")"; break; }
    done)
}
for folder in "$(pg_config --bindir 2>/dev/null)" \
    $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n -r) "$(in_path)" "$1"
do
    serves "$folder" && { echo "$folder"; exit; }
done
exit 1
