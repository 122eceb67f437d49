#!/bin/sh
# scripts/cluster on a Slurm cluster and on several hosts, both on loopback and started
# here: the bytes of one run, from shards of which some are killed.  Each part is
# skipped where its programs are not installed.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

tests/make_documents.py "$work/in" 100
status 0 "$bin/miit-fetch" --data "$work/one" --import "$work/in"
cp -a "$work/one" "$work/data"
mkdir "$work/fresh"
cp -a "$work/one/fetch" "$work/fresh/fetch"
needed status 3 "$bin/miit-parse" --data "$work/one" -j 2
sed -n 's/^[^ ]* //p' "$work/err" | sort >"$work/want"
export MIIT_BIN="$bin"

# A miit-parse that kills itself once where KILL has the name of the shard, and counts
# its calls.
mkdir "$work/bin" "$work/kill" "$work/calls"
cat >"$work/bin/miit-parse" <<END
#!/bin/sh
case "\$*" in
*--list*) ;;
*--shard*)
	k=\$(echo "\$*" | sed 's/.*--shard \([0-9]*\)\/.*/\1/')
	echo "\$*" >>"$work/calls/\$k"
	if [ -e "$work/kill/\$k" ]; then
		rm "$work/kill/\$k"
		kill -KILL \$\$
	fi
	;;
esac
exec "$bin/miit-parse" "\$@"
END
chmod 755 "$work/bin/miit-parse"

# same_as_one DATA NAME: bytes and messages are those of one run.
same_as_one() {
	is "$2: the bytes of one run" "$(diff -r -x .verified "$work/one/parse" "$1/parse")" ""
	is "$2: its messages" "$(sed -n 's/^2[^ ]*Z //p' "$work/err" | sort)" \
	    "$(cat "$work/want")"
}
again() {       # again DATA: as before any parse
	rm -rf "$1/parse" "$1"/parse-* "$work"/calls/*
}

# --- what is refused before anything starts ---
for wrong in "" "--slurm --hosts a" "--hosts a --shards 0" "--slurm --rsync x" \
    "--hosts a --rsync a;b" "--slurm --nonsense" "--slurm x" "--tries"; do
	# shellcheck disable=SC2086
	status 2 scripts/cluster --data "$work/data" $wrong
done
mkdir "$work/stub"
printf '#!/bin/sh\n' >"$work/stub/parallel"
chmod 755 "$work/stub/parallel"
(
	exec 8>>"$work/data/.cluster.lock"
	flock 8
	PATH=$work/stub:$PATH scripts/cluster --data "$work/data" --hosts a
) >"$work/out" 2>"$work/err"
ended "two at once: the second gives way" 5

# --- several hosts ---
hosts() {
	if ! command -v parallel >/dev/null || ! command -v rsync >/dev/null ||
	    ! [ -x /usr/sbin/sshd ]; then
		skip "several hosts" "GNU parallel, rsync or sshd is not installed"
		return
	fi
	if ! tests/cluster/ssh "$work/ssh" >"$work/pids"; then
		skip "several hosts" "sshd cannot run here: $(tail -n 1 "$work/ssh/log")"
		return
	fi
	started "$(cat "$work/pids")"
	ssh="ssh -F $work/ssh/config -o BatchMode=yes"
	touch "$work/kill/2"
	status 3 scripts/cluster --data "$work/data" --hosts a,d,b --shards 4 \
	    --ssh "$ssh" --bin "$work/bin"
	same_as_one "$work/data" "hosts with one folder"
	like "a host that does not answer is left out" "$(cat "$work/err")" \
	    'cluster: d: left out'
	like "a killed shard is said" "$(cat "$work/err")" 'shard 2/4: killed'
	is "and run again, it alone" "$(cat "$work"/calls/* | wc -l) $(wc -l <"$work/calls/2")" \
	    "5 2"
	is "both hosts had a part" "$(sed -n 's/.* on \([ab]\)$/\1/p' \
	    "$work"/data/.cluster/*.log | sort -u | tr '\n' ' ')" "a b "

	# Each its own folder, on the same machine.
	mkdir "$work/far"
	touch "$work/kill/1" "$work/kill/3"
	status 3 scripts/cluster --data "$work/fresh" --hosts a,b --shards 4 --jobs 2 \
	    --ssh "$ssh" --bin "$work/bin" --rsync "$work/far" --parse-option --cpu=60
	same_as_one "$work/fresh" "hosts with folders of their own"
	ok "the bodies are there" [ "$(find "$work/far/fetch/objects" -type f | wc -l)" -eq 100 ]
	rm -rf "$work/far"
	status 3 scripts/cluster --data "$work/fresh" --hosts c --shards 4 \
	    --ssh "$ssh" --rsync "$work/far"
	is "another host is sent what is not read yet: nothing" \
	    "$(find "$work/far/fetch/objects" -type f 2>/dev/null | wc -l)" 0
	like "and nothing changes" "$(tail -n 1 "$work/err")" ' 0 files changed'

	again "$work/data"
	status 1 scripts/cluster --data "$work/data" --hosts d --shards 2 --ssh "$ssh"
	like "no host" "$(cat "$work/err")" 'no host is left'
	printf '#!/bin/sh\ncase "$*" in *" 3/4"*) echo broken >&2; exit 1;; esac\nexec %s "$@"\n' \
	    "$work/bin/miit-parse" >"$work/broken"
	mkdir "$work/bad" && mv "$work/broken" "$work/bad/miit-parse"
	chmod 755 "$work/bad/miit-parse"
	status 1 scripts/cluster --data "$work/data" --hosts a --shards 4 --tries 2 \
	    --ssh "$ssh" --bin "$work/bad"
	like "a shard that always fails is named" "$(cat "$work/err")" \
	    'shard 3/4: status 1: broken'
	ok "and nothing is published" [ ! -e "$work/data/parse/manifest.tsv" ]
	status 2 scripts/cluster --data "$work/data" --hosts a --ssh "$ssh" \
	    --parse-option --nonsense
	again "$work/data"
}

# --- Slurm ---
slurm() {
	for program in sbatch slurmctld slurmd munged; do
		if ! command -v $program >/dev/null; then
			skip "Slurm" "$program is not installed"
			return
		fi
	done
	if [ "$(id -u)" -ne 0 ]; then
		skip "Slurm" "its daemons need root here"
		return
	fi
	chmod 755 "$work"
	tests/cluster/slurm "$work/slurm" >"$work/pids"
	result=$?
	for pid in $(cat "$work/pids"); do
		started "$pid"
	done
	if [ $result -ne 0 ]; then
		skip "Slurm" "it does not start here: $(tail -n 1 "$work/slurm/slurmctld.log")"
		return
	fi
	export SLURM_CONF="$work/slurm/slurm.conf"
	touch "$work/kill/2"
	MIIT_BIN=$work/bin status 3 scripts/cluster --data "$work/data" --slurm --shards 4
	same_as_one "$work/data" "Slurm"
	is "a killed shard is run again, it alone" \
	    "$(cat "$work"/calls/* | wc -l) $(wc -l <"$work/calls/2")" "5 2"
	is "no task failed for Slurm but the killed one" "$(scontrol -o show jobs |
	    sed -n 's/.*ExitCode=\([0-9:]*\) .*/\1/p' | sort | uniq -c | tr -s ' ')" \
	    "$(printf ' 4 0:0\n 1 137:0')"
	again "$work/data"
	touch "$work/kill/1"
	MIIT_BIN=$work/bin status 1 scripts/cluster --data "$work/data" --slurm \
	    --shards 2 --tries 1 --sbatch-option --time=5
	like "the shard is named" "$(cat "$work/err")" 'shard 1/2: '
	ok "nothing is published" [ ! -e "$work/data/parse/manifest.tsv" ]
	status 1 scripts/cluster --data "$work/data" --slurm --sbatch-option --partition=none
	like "what sbatch refuses" "$(cat "$work/err")" 'sbatch did not take the job'
}

hosts
slurm
done_testing
