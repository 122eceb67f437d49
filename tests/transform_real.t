#!/bin/sh
# What miit-transform makes of the real lists of ../shared/data, where they are
# there: every row is accounted for, every figure of a list is counted again.
. "$(dirname "$0")/tap.sh"
real=../shared/data
[ -d "$real" ] || skip_all "no ../shared/data"
data=$work/data

# given FILE LINE...: a file to import, and what is known of it.
mkdir "$work/in"
given() {
	file=$1
	shift
	cp "$real/$file" "$work/in"
	{
		echo '[document]'
		printf '%s\n' "$@"
	} >"$work/in/$file.meta"
}
given moe_institutions_2024.xls 'title=全国高等学校名单' 'published_on=2024-06-20'
given shandong_firms.xlsx 'unit=370000' 'published_on=2024-06-20' \
    'title=山东省第一批专精特新“小巨人”企业名单的公示'
{
	"$bin/miit-fetch" --data "$data" --import "$work/in"
	"$bin/miit-parse" --data "$data"
	"$bin/miit-transform" --data "$data"
} 2>"$work/said"

# of TABLE URL COLUMN...: columns of the lines whose url ends so.
of() {
	awk -F '\t' -v url="$2" -v columns="$3" '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	index($at["url"], url) {
		n = split(columns, names, " ")
		for (i = 1; i <= n; i++)
			printf "%s%s", $at[names[i]], i < n ? " " : "\n"
	}' "$data/transform/$1.tsv"
}
classes='rows title_rows heading_rows section_rows blank_rows note_rows
    footer_rows event_rows reject_rows'

# 附件1： and the title; one heading; 31 times 北京市（92所）; schools 1 to 2631.  The
# notice says neither 公示 nor 公布, so that its rows are set aside, and counted.
is "universities: every row is one thing" \
    "$(of lists moe "$classes")" "2665 2 1 31 0 0 0 0 2631"
is "universities: 31 sections, each with as many as it declares" \
    "$(of lists moe 'sections sections_agreed sections_disagreed')" '31 31 \N'
is "universities: numbered without gap" "$(of lists moe \
    'sequence_first sequence_last sequence_gaps sequence_repeats')" \
    '1 2631 \N \N'
like "universities: why no event" "$(cat "$work/said")" \
    'moe_institutions_2024.xls: unclear_notice: .*what this means: '

# The table has one line a fine: 4,810 lines name 3,660 firms, one of which
# breaks off (山东沾化环星化工科技有限公) and one is two
# (山东西王建工有限公司邹平县春雷再生资源利用有限公司).
is "Shandong: every row is one thing" \
    "$(of lists shandong "$classes")" "4811 0 1 0 0 0 0 3658 1152"
is "Shandong: each firm once" "$(of lists shandong events)" 3658
is "Shandong: what the other rows are" "$(awk -F '\t' '
    $7 == "duplicate_row" { again++ }
    $7 == "truncated_cell" { cut++ }
    $7 == "two_names" { two++ }
    END { print again, cut, two }' "$data/transform/rejects.tsv")" "1150 1 1"
is "Shandong: as many firms as there are different names" "$(
    "$bin/miit-parse" --print "$real/shandong_firms.xlsx" |
    awk -F '\t' '$1 == "row" && $3 > 1 { print $6 }' | sort -u |
    wc -l)" 3660
is "Shandong: each gap is not spelled out" "$(of lists shandong \
    sequence_gaps | grep -c ' … and 1799 more$')" 1
# A list of 10,295 of which every numbered row here was taken.
is "Shandong: as many gaps as rows that do not follow on" "$(
    "$bin/miit-parse" --print "$real/shandong_firms.xlsx" |
    awk -F '\t' '$1 == "row" && $4 ~ /^[0-9]+$/ { print $4 }' | sort -n |
    awk 'NR > 1 && $1 > last + 1 { n++ } { last = $1 } END { print n }')" 1899
is "Shandong: codes as they are" "$(
    "$bin/miit-parse" --print "$real/shandong_firms.xlsx" |
    awk -F '\t' '$1 == "row" && $3 > 1 { print $7 }' |
    "$bin/miit-transform" --normalize code | sed 1d | cut -f 3 | sort |
    uniq -c | tr -s ' \n' ' ')" \
    " 3 bad_check 2 damaged 530 old_registration 4275 valid "
done_testing
