#!/bin/sh
# No connection to an address that is not on the public Internet, whatever leads
# there: a link, a redirect, a name that resolves to it. In a network of its
# own, where one machine has a public address and the others, and counts every
# connection; nothing is relaxed for the test.
. "$(dirname "$0")/tap.sh"

alone='unshare --map-root-user --net --mount'
$alone true 2>/dev/null || skip_all "no network of one's own here"
command -v ip >/dev/null || skip_all "no ip(8) here"
$alone sh -c 'ip link set lo up && ip -6 addr add fd00::1/128 dev lo' 2>/dev/null ||
	skip_all "no addresses of one's own here"

private='10.0.0.1 172.16.0.1 192.168.0.1 100.64.0.1 169.254.169.254'
names='rebound.example rebound6.example mapped.example both.example'
cat >"$work/hosts" <<'HOSTS'
11.0.0.1	public.example
10.0.0.1	rebound.example
fd00::1		rebound6.example
::ffff:10.0.0.1	mapped.example
10.0.0.1	both.example
11.0.0.1	both.example
HOSTS

# A page with a link to each, and with a redirect to each.
{
	echo '<!DOCTYPE html><html><head><title>关于名单的公示</title></head><body>'
	echo '<p>根据有关规定，现将名单予以公示，公示期为五天，如有异议请以书面形式反馈，单位反映情况的须加盖公章。</p>'
	for host in $private $names 127.0.0.1 127.1 0x7f.1 2130706433 0177.0.0.1 0 \
	    0.0.0.0 '[::1]' '[::]' '[fd00::1]' '[::ffff:10.0.0.1]' '[::ffff:7f00:1]' \
	    '[64:ff9b::a00:1]' '[2002:a00:1::]' localhost; do
		echo "<a href=\"http://$host/link.csv\">附件</a>"
		echo "<a href=\"/to.csv?http://$host/redirect.csv\" title=\"附件.csv\">附件.csv</a>"
		printf '%s;' "$host" >>"$work/names"
	done
	echo '<a href="/good.csv">附件</a></body></html>'
} >"$work/page"
mkdir "$work/catalogue"
# Every one of them is even among the hosts of the source.
cat >"$work/catalogue/x.ini" <<INI
[x]
publisher=某厅
unit=330000
hosts=public.example;$(sed 's/;$//' "$work/names")
known_by=this test
checked=never
relaxed=$(sed 's/;$/ http/; s/;/ http;/g' "$work/names")
relaxed_reason=this test
notices=http://public.example/page
INI
for host in $names $private 127.0.0.1; do
	echo "http://$host/named.csv"
done | tr '\n' ';' | sed 's/^/documents=/; s/;$/\n/' >>"$work/catalogue/x.ini"

cat >"$work/run" <<'RUN'
ip link set lo up
for a in 11.0.0.1 $private; do
	ip addr add "$a/32" dev lo
done
ip -6 addr add fd00::1/128 dev lo
mount --bind "$work/hosts" /etc/hosts
python3 tests/fetch/counting.py "$work" &
server=$!
tries=0
while [ ! -s "$work/port" ] && [ $tries -lt 200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
"$bin/miit-fetch" --data "$work/data" --catalogue "$work/catalogue" --delay 0 \
    --tries 1 --contact test@example.org "$@" >"$work/out" 2>"$work/err"
echo $? >"$work/status"
kill $server
RUN
visit() {   # visit OPTIONS...: in the network of its own
	rm -rf "$work/data" "$work/connections" "$work/port"
	work=$work bin=$bin private=$private $alone sh "$work/run" "$@"
}

visit
is "a run that is led to private addresses: status 3" "$(cat "$work/status")" 3
is "connections, by the count of the machine that has the addresses" \
    "$(sort -u "$work/connections" | tr '\n' ' ')" "11.0.0.1 "
is "what is public comes, also where a name leads to both" \
    "$(cut -f2 "$work/data/fetch/documents.tsv" | grep -Ec '/(page|good.csv)$|//both|to.csv.*both')" 5
like "a name that leads there is named" "$(cat "$work/err")" \
    'http://rebound.example/named.csv: its host leads to an address that is not on the public'
like "a redirect likewise" "$(cat "$work/err")" \
    '/to.csv\?http://192.168.0.1/redirect.csv: its host leads to an address'

# The count can count: with leave, they are all connected to.
visit --allow-private
for a in $private fd00::1 127.0.0.1; do
	ok "with --allow-private also to $a" grep -qx "$a" "$work/connections"
done
done_testing
