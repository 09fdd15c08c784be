# Serves the folder $2 with the programs in $1 and the options that follow, until standard input says
# a line (then the server stops) or ends: whoever started this is gone, however that came. Then the
# server stops at once, and the folder goes too.
bin=$1 folder=$2
shift 2
exec 3<&0 </dev/null

gone() {
    cd / && rm -rf "$folder"
    exit
}

if [ ! -e "$folder/made" ]; then
    "$bin/initdb" -D "$folder/data" --no-sync -E UTF8 --locale C -U postgres \
        -A scram-sha-256 --pwfile "$folder/password" &&
        "$bin/postgres" --single -D "$folder/data" -c exit_on_error=on -c fsync=off postgres \
            <"$folder/roles.sql" &&
        : >"$folder/made"
fi
if [ -e "$folder/made" ]; then
    "$bin/postgres" -D "$folder/data" "$@" &
    server=$!
    echo $server >"$folder/pid"
fi

{
    read -r _ <&3
    said=$?
    # A server that has only just begun misses a signal.
    until [ -e "$folder/down" ]; do
        kill -$([ $said = 0 ] && echo INT || echo QUIT) $server
        sleep 0.1
    done
    exit $said
} &
asked=$!

[ -z "$server" ] || wait $server
: >"$folder/down"
wait $asked || gone
