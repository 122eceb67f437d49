# Options of the programs, as their --help lists them.
_miit_lists() {
	local word=${COMP_WORDS[COMP_CWORD]}
	case $word in
	-*)
		mapfile -t COMPREPLY < <(compgen -W "$("$1" --help 2>/dev/null |
		    grep -oE -- '--[a-z][a-z-]*' | sort -u)" -- "$word")
		;;
	*) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	esac
}
complete -o filenames -F _miit_lists miit-fetch miit-parse miit-transform \
    miit-load miit-nightly miit-cluster miit-status miit-explain miit-search \
    miit-match miit-cookbook miit-load-postgres miit-load-clickhouse \
    miit-parquet
