#!/bin/sh
# scripts/load-clickhouse on a real server, started here and ended here: the files
# between the stages are TabSeparatedWithNames as they are.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

PATH=$PATH:/usr/sbin
command -v clickhouse-server >/dev/null && command -v clickhouse-client >/dev/null ||
    skip_all "clickhouse-server is not installed"
as=
mkdir "$work/ch"
if [ "$(id -u)" -eq 0 ]; then
	as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
	$as true 2>/dev/null || skip_all "cannot become another user"
	chmod 755 "$work"
fi
port=$(python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/ch/config.xml" <<END
<yandex><logger><level>error</level><console>1</console></logger>
<tcp_port>$port</tcp_port><listen_host>127.0.0.1</listen_host>
<path>$work/ch/data/</path><tmp_path>$work/ch/tmp/</tmp_path>
<users_config>$work/ch/users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>5368709</mark_cache_size></yandex>
END
cat >"$work/ch/users.xml" <<END
<yandex><profiles><default/></profiles><quotas><default/></quotas><users><default>
<password/><networks><ip>127.0.0.1</ip></networks><profile>default</profile>
<quota>default</quota></default></users></yandex>
END
[ -z "$as" ] || chown -R nobody:nogroup "$work/ch"
$as clickhouse-server --config-file="$work/ch/config.xml" >"$work/log" 2>&1 &
started $!
ask() {
	clickhouse-client --host 127.0.0.1 --port "$port" --query "$1" 2>"$work/err"
}
n=0
until [ "$(ask 'SELECT 1')" = 1 ] || [ $n -ge 120 ]; do
	sleep 0.5
	n=$((n + 1))
done
[ "$(ask 'SELECT 1')" = 1 ] || skip_all "clickhouse-server does not start here"

tests/load/make_handoff.py "$work/data" || exit 1
sed -i '2s/小巨人/小\\t\\\\巨人/' "$work/data/transform/lists.tsv"
scripts/load-clickhouse --data "$work/data" --host 127.0.0.1 --port "$port" \
    >"$work/out" 2>&1
is "it loads" "$? $(cat "$work/out")" "0 "
is "every row arrives" "$(for t in events companies names lists validity; do
	ask "SELECT count() FROM miit.$t"; done | tr '\n' ' ')" "2329 1832 1833 56 1987 "
is "as of a day" "$(ask "SELECT uniqExact(company) FROM miit.validity
    WHERE valid_from <= '2022-06-05' AND '2022-06-05' < valid_until")" 1739
is "escapes are read, no value is NULL" "$(ask "SELECT countIf(title LIKE '%小\t\\\\\\\\巨人%'),
    countIf(isNull(unit)) FROM miit.lists" | tr '\t' ' ')" "1 4"
status 2 scripts/load-clickhouse --database 'x; DROP'
status 1 scripts/load-clickhouse --data "$work/nothing"
done_testing
