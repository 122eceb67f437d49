-- The tables of the warehouse.  SQLite keeps the comments that stand inside a
-- statement, so whoever opens the file in a browser for databases reads them
-- beside each column.  Indexes follow in derive/derive.sql, when the rows are in.
--
-- Days are text, YYYY-MM-DD.  Ids are a letter (v event, s list, m company)
-- and 16 hexadecimal digits, stable from run to run; a document is named by the
-- SHA-256 of its bytes.

CREATE TABLE run (
	-- How this file came to be: one row.  No clock times: the same input
	-- gives the same bytes.
	program TEXT NOT NULL,          -- version of miit-load
	schema_version INTEGER NOT NULL,-- as in PRAGMA user_version
	sqlite TEXT NOT NULL,           -- version of the library that wrote it
	verdict TEXT NOT NULL,          -- published, or overridden: published
	                                -- although a check at level error failed
	override_reason TEXT,           -- why, as given by --publish-anyway,
	override_by TEXT                -- and the user who gave it; what it
	                                -- overrides stands in quality_check
) STRICT;

CREATE TABLE input (
	-- The files this warehouse was made from, as their manifests name them.
	stage TEXT NOT NULL,            -- fetch, parse, transform; data: a file
	                                -- that travels inside the programs
	file TEXT NOT NULL,
	rows INTEGER,
	bytes INTEGER,
	sha256 TEXT NOT NULL,
	program TEXT,                   -- version of the program that wrote it
	PRIMARY KEY (stage, file)
) STRICT, WITHOUT ROWID;

CREATE TABLE part_digest (
	-- What the difference to the next warehouse begins with: digests of
	-- parts of the hand-offs.
	thing TEXT NOT NULL,            -- event, company, company_name, term
	part TEXT NOT NULL,             -- events of this list; companies whose
	                                -- ids begin so
	sha256 TEXT,                    -- of the rows as they came; NULL: some
	                                -- were held back
	PRIMARY KEY (thing, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE ignored_column (
	-- Columns of hand-off files that no table has a place for.
	stage TEXT NOT NULL,
	file TEXT NOT NULL,
	"column" TEXT NOT NULL,
	PRIMARY KEY (stage, file, "column")
) STRICT, WITHOUT ROWID;

CREATE TABLE source_expected (
	-- What each source gave on a good night (miit-load --expectations).
	source TEXT PRIMARY KEY,        -- id in the catalogue
	lists INTEGER NOT NULL,
	events INTEGER NOT NULL,
	newest_on TEXT,                 -- day of its newest list
	most_days INTEGER               -- without an answer; then scripts/status
	                                -- calls it stale
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
	-- A page or file as published, whatever the number of its addresses.
	document TEXT PRIMARY KEY,      -- SHA-256 of its bytes
	url TEXT NOT NULL,              -- its first address, see address
	parent_url TEXT,                -- page an attachment was found on
	title TEXT,
	published_on TEXT,
	document_number TEXT,           -- 文号: 工信部企业函〔2019〕153号
	publisher TEXT,                 -- department as it signs
	unit TEXT REFERENCES unit(unit), -- unit the publisher reports for; NULL:
	                                -- the ministry itself, or not known
	source TEXT,                    -- id in the catalogue of sources
	media_type TEXT,                -- by its bytes, not by its name
	bytes INTEGER,
	fetched_at TEXT,                -- UTC
	parsed INTEGER NOT NULL,        -- 1: miit-parse has read it
	note TEXT                       -- what is wrong with it, if anything
) STRICT, WITHOUT ROWID;

CREATE TABLE address (
	-- Every address at which a document was found.
	document TEXT NOT NULL REFERENCES document(document),
	url TEXT NOT NULL,              -- as asked for
	final_url TEXT,                 -- after redirects
	parent_url TEXT,                -- page it was found on
	anchor TEXT,                    -- text of the link to it
	source TEXT,
	title TEXT,
	published_on TEXT,
	document_number TEXT,
	publisher TEXT,
	unit TEXT,
	fetched_at TEXT,
	http_status INTEGER,
	etag TEXT,
	last_modified TEXT,
	media_type TEXT,
	bytes INTEGER,
	note TEXT,
	date_evidence TEXT              -- how published_on is known: label, line,
	                                -- address, meta, markup, signature,
	                                -- column, stated
) STRICT;

CREATE TABLE column_page (
	-- Every page of a publisher's column that was read, and robots.txt.
	url TEXT NOT NULL,
	source TEXT,
	document TEXT,                  -- its body; not among the documents
	etag TEXT,
	last_modified TEXT,
	fetched_at TEXT,
	note TEXT                       -- what is missing from here on
) STRICT;

CREATE TABLE problem (
	-- What miit-parse could not read of a document.
	document TEXT NOT NULL REFERENCES document(document),
	n INTEGER NOT NULL,             -- 1, 2, … within the document
	code TEXT NOT NULL,             -- damaged, encrypted, no_table …
	place TEXT,                     -- where in the document
	message TEXT,
	PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE printed_table (
	-- The tables that miit-parse read, whether they hold a list or not.
	document TEXT NOT NULL REFERENCES document(document),
	table_no INTEGER NOT NULL,      -- in reading order
	member TEXT,                    -- path inside an archive
	place TEXT,                     -- sheet, pages or "body"
	rows INTEGER NOT NULL,
	columns INTEGER NOT NULL,
	PRIMARY KEY (document, table_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE list (
	-- A published list: one table of one document, or a part of it.
	list TEXT PRIMARY KEY,
	document TEXT NOT NULL REFERENCES document(document),
	member TEXT,                    -- path inside an archive
	table_no INTEGER,               -- which table, in reading order
	place_in_document TEXT,         -- sheet, pages, "body" or "text"
	locator TEXT,                   -- the place and which list there, as
	                                -- decisions name it
	source TEXT,
	url TEXT,                       -- of the document
	page_url TEXT,                  -- of the page it is attached to, or url
	title TEXT,
	programme TEXT REFERENCES programme(programme),
	level TEXT,                     -- national, provincial, municipal
	batch INTEGER,
	kind TEXT REFERENCES kind(kind),
	event_on TEXT,                  -- day of the notice
	document_number TEXT,
	unit TEXT REFERENCES unit(unit), -- publisher's; NULL: a national list
	declared INTEGER,               -- firms the notice says there are
	declared_where TEXT,            -- the words that say so
	sections INTEGER,               -- section rows that declare a number
	sections_agreed INTEGER,        -- of these, how many hold as many
	sections_disagreed TEXT,        -- the others: 北京市 92/91
	events INTEGER NOT NULL,        -- events the list gives
	rows INTEGER NOT NULL,          -- rows of the table = sum of the next nine
	title_rows INTEGER NOT NULL,
	heading_rows INTEGER NOT NULL,
	repeated_heading_rows INTEGER NOT NULL,
	section_rows INTEGER NOT NULL,
	blank_rows INTEGER NOT NULL,
	note_rows INTEGER NOT NULL,
	footer_rows INTEGER NOT NULL,
	reject_rows INTEGER NOT NULL,
	event_rows INTEGER NOT NULL,
	sequence_first INTEGER,         -- printed numbers 序号: first,
	sequence_last INTEGER,          -- last,
	sequence_gaps TEXT,             -- missing between them: 12,40-41
	sequence_repeats TEXT,          -- more than once
	unmapped_columns TEXT,          -- headings without a known meaning
	review_year INTEGER,            -- of a review named by its year
	evidence TEXT,                  -- the words and the rules that say which
	                                -- programme, level, batch and kind it is
	former_ids TEXT                 -- its ids in earlier formats
) STRICT;

CREATE TABLE event (
	-- One firm in one row of one list: what the publisher says.
	event TEXT NOT NULL,            -- unique
	list TEXT NOT NULL REFERENCES list(list),
	programme TEXT NOT NULL REFERENCES programme(programme),
	level TEXT,                     -- a provincial "小巨人" is not national;
	                                -- NULL, of other programmes, where
	                                -- nothing says whose list it is
	batch INTEGER,                  -- of designation, where one is named
	kind TEXT NOT NULL REFERENCES kind(kind),
	event_on TEXT,                  -- day of the notice
	sequence INTEGER,               -- 序号 as printed
	name_printed TEXT NOT NULL,     -- the cell, unchanged
	name TEXT NOT NULL,             -- in canonical form
	name_key TEXT NOT NULL,         -- the form that names are compared in
	company TEXT NOT NULL REFERENCES company(company),
	previous_name TEXT,             -- of a renamed firm
	unit TEXT REFERENCES unit(unit), -- reporting unit, one of 37
	province_code TEXT,             -- GB/T 2260
	province TEXT,
	city_code TEXT,
	city TEXT,
	district_code TEXT,
	district TEXT,
	place_evidence TEXT,            -- what says where it is: column,
	                                -- above, section, publisher, code, name,
	                                -- previous, none
	credit_code TEXT,               -- 统一社会信用代码
	credit_code_status TEXT,        -- valid, bad_check, old_registration,
	                                -- damaged, absent
	product TEXT,                   -- 主导产品 and the like
	document TEXT NOT NULL REFERENCES document(document), -- the cell it stands in:
	member TEXT,                    -- path inside an archive,
	table_no INTEGER,               -- table (or text) in reading order,
	row_no INTEGER,                 -- row and
	col_no INTEGER,                 -- column, from 1
	place_in_document TEXT,         -- sheet, pages, "body" or "text"
	name_rules TEXT,                -- what changed the printed name
	review_year INTEGER,            -- of a review named by its year
	evidence TEXT,                  -- what the row's own cells say it is by;
	                                -- else see the list's; and a remark
	                                -- that nobody knows
	former_ids TEXT,                -- its ids in earlier formats
	title_batch INTEGER,            -- of reviews: batch of the title that
	                                -- is reviewed,
	round INTEGER,                  -- 1 third year, 2 sixth …; and the
	round_year INTEGER,             -- year in which it falls due
	happened_on TEXT,               -- of a stock exchange's list: day of the
	                                -- listing, delisting or change of name,
	exchange TEXT,                  -- SSE, SZSE, BSE: by the code
	board TEXT,                     -- main, chinext, star, beijing, b_share
	stock_code TEXT,                -- six digits
	english_name TEXT,              -- as printed
	industry TEXT,                  -- 行业 as printed; the exchange's class
	segment TEXT                    -- 细分领域 as printed
) STRICT;

CREATE TABLE reject (
	-- A row, cell or document that was set aside, or read with a doubt.
	document TEXT NOT NULL REFERENCES document(document),
	member TEXT,
	table_no INTEGER,
	row_no INTEGER,
	col_no INTEGER,
	list TEXT REFERENCES list(list), -- NULL where no list was found
	reason TEXT NOT NULL REFERENCES reject_reason(reason),
	text TEXT,                      -- what stands there
	detail TEXT                     -- what was expected
) STRICT;

CREATE TABLE company (
	-- A legal person through all its names.
	company TEXT PRIMARY KEY,
	name TEXT NOT NULL,             -- the latest
	name_key TEXT NOT NULL,
	credit_code TEXT,               -- the only valid one printed
	unit TEXT REFERENCES unit(unit),
	province_code TEXT,
	city_code TEXT,
	district_code TEXT,
	place_evidence TEXT,
	events INTEGER,                 -- how many events it has
	first_on TEXT,                  -- day of the first and
	last_on TEXT,                   -- of the last of them
	first_batch INTEGER,            -- of its designations
	joined_by TEXT,                 -- what links its events: name, code,
	                                -- rename, judgement
	former_ids TEXT                 -- ids of its parts before they were
	                                -- known to be one, joined by commas
) STRICT, WITHOUT ROWID;

CREATE TABLE company_name (
	-- Every name a company was printed under.
	name_no INTEGER PRIMARY KEY,    -- row of the table search_text and the
	                                -- index search; not stable
	company TEXT NOT NULL REFERENCES company(company),
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	first_on TEXT,                  -- first and
	last_on TEXT,                   -- last day it was printed
	successor TEXT,                 -- name that a rename put in its place
	events INTEGER
) STRICT;

CREATE TABLE search_text (
	-- What a name is found by in the full-text index search, whose rowid
	-- is name_no.  A part of a name of any length: MATCH '新能源*'.
	name_no INTEGER PRIMARY KEY REFERENCES company_name(name_no),
	name TEXT NOT NULL,             -- as in company_name
	place TEXT,                     -- in Chinese, English and pinyin
	code TEXT,                      -- credit code
	pinyin TEXT,                    -- of the name, without tones, a word a
	                                -- character: ning bo
	english TEXT                    -- English names that lists print of the
	                                -- firm
) STRICT;

CREATE TABLE term (
	-- The time a company holds the national title; read it as the view
	-- validity.  Three years from the final notice, three more for each
	-- review passed.
	company TEXT NOT NULL REFERENCES company(company),
	valid_from TEXT NOT NULL,       -- first day with the title
	valid_until TEXT NOT NULL,      -- first day without it
	batch INTEGER,
	basis TEXT NOT NULL,            -- final, review_final; provisional:
	                                -- publicity, review_publicity; implied
	                                -- by a later round; restated by a list
	                                -- that repeats; restored
	event TEXT REFERENCES event(event), -- the one that gives it
	ended_by TEXT REFERENCES event(event), -- the one that ended it
	ended TEXT,                     -- renewed, failed, revoked, withdrew;
	                                -- dropped: proposed for the next round
	                                -- and not confirmed; lapsed: not in
	                                -- the list of the next round; expired:
	                                -- no list of that round is known
	ended_list TEXT REFERENCES list(list), -- that covers the next round
	dated_by TEXT,                  -- final, restated, publicity, review:
	                                -- what gives the title its first day
	known_on TEXT                   -- day of the first fetch of the document
	                                -- that gives it
) STRICT;

CREATE TABLE company_place (
	-- Where a company was: from a day on, until its next line.
	company TEXT NOT NULL REFERENCES company(company),
	from_on TEXT,                   -- first day it is known there
	unit TEXT NOT NULL REFERENCES unit(unit),
	province_code TEXT,
	city_code TEXT,
	district_code TEXT,
	place_evidence TEXT,
	event TEXT REFERENCES event(event) -- the one that says so
) STRICT;

CREATE TABLE list_coverage (
	-- Which notice settles which round of a unit and batch.  A proposal
	-- counts until a notice covers its round: one that is dated, final
	-- and names at least four fifths of the proposed firms, or as many as
	-- it declares.  A smaller one settles only the firms it names.
	unit TEXT REFERENCES unit(unit),
	batch INTEGER,
	round INTEGER,                  -- 0 designation, 1 review of the third
	                                -- year, 2 of the sixth …
	round_year INTEGER,             -- in which the review falls due
	list TEXT REFERENCES list(list), -- the notice's first; NULL: none is
	                                -- known
	event_on TEXT,
	proposed INTEGER NOT NULL,      -- firms, up to the day of the list
	named INTEGER NOT NULL,         -- of these, in the list
	firms INTEGER NOT NULL,         -- of the round in the list, in all
	declared INTEGER,               -- firms the notice says there are
	covers INTEGER NOT NULL,        -- 1: the round is settled
	why TEXT NOT NULL               -- four_fifths, declared; part, excerpt
	                                -- of one city, repeats, no_list
) STRICT;

CREATE TABLE review (
	-- Pairs of companies that may be one; a person decides.
	company_a TEXT NOT NULL REFERENCES company(company),
	company_b TEXT NOT NULL REFERENCES company(company),
	name_a TEXT,
	name_b TEXT,
	reason TEXT NOT NULL,           -- one_character, legal_form …
	score REAL,                     -- 0 to 1
	evidence TEXT
) STRICT;

CREATE TABLE decision (
	-- What people decided (DATA/decisions/decisions.tsv) and what sidecars
	-- state, with what became of it.
	file TEXT NOT NULL,             -- decisions.tsv, or stated.tsv
	line INTEGER NOT NULL,          -- in that file
	document TEXT,                  -- what it is about: a document,
	notice TEXT,                    -- below this page,
	locator TEXT,                   -- a list in it (list.locator),
	row_no INTEGER,                 -- a row,
	company TEXT,                   -- or two firms
	other TEXT,
	field TEXT,                     -- title, batch, kind, cell, firm …
	value TEXT,
	was TEXT,                       -- the cell as printed
	decided_by TEXT,
	decided_on TEXT,
	why TEXT,
	state TEXT NOT NULL,            -- applied, unused, overruled,
	                                -- contradicted, unknown, expired
	detail TEXT,                    -- of the state
	PRIMARY KEY (file, line)
) STRICT;

CREATE TABLE unit (
	-- The 37 units that report to the ministry, in its order: 31 provinces,
	-- five planned cities (大连 宁波 厦门 青岛 深圳), which are not counted in
	-- their provinces, and 新疆生产建设兵团 (XPCC).
	unit TEXT PRIMARY KEY,          -- GB/T 2260, or XPCC
	position INTEGER NOT NULL,      -- 1 … 37
	name TEXT NOT NULL,             -- 宁波市
	short_name TEXT NOT NULL,       -- 宁波
	english TEXT NOT NULL,          -- Ningbo
	province_code TEXT NOT NULL,    -- 330000
	region TEXT NOT NULL            -- east, central, west, as the ministry
	                                -- sums them
) STRICT, WITHOUT ROWID;

CREATE TABLE division (
	-- Provinces, cities and districts, current and retired (GB/T 2260).
	code TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	short_name TEXT,
	english TEXT,                   -- of provinces and cities
	pinyin TEXT NOT NULL,           -- of the short name, without tones
	valid_from TEXT,                -- NULL: always
	valid_until TEXT,               -- NULL: still
	successor TEXT                  -- code that took its place
) STRICT, WITHOUT ROWID;

CREATE TABLE programme (
	-- What the lists are about.
	programme TEXT PRIMARY KEY,
	chinese TEXT NOT NULL,
	english TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kind (
	-- What a list says of the firms in it.
	kind TEXT PRIMARY KEY,
	chinese TEXT NOT NULL,
	english TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE label (
	-- What the words of other columns mean.
	field TEXT NOT NULL,            -- event.place_evidence: table and column
	value TEXT NOT NULL,
	chinese TEXT NOT NULL,
	english TEXT NOT NULL,
	PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE industry_section (
	-- The sections of the Industrial Classification for National Economic
	-- Activities (GB/T 4754-2017), and what they are to an article that
	-- speaks of "manufacturing or high technology".
	section TEXT PRIMARY KEY,       -- A … T
	chinese TEXT NOT NULL,
	english TEXT NOT NULL,
	sector TEXT NOT NULL            -- manufacturing (C), high_technology (I
	                                -- information technology, M research
	                                -- and technical services), other
) STRICT, WITHOUT ROWID;

CREATE TABLE industry_word (
	-- Words that say a section: what lists and exchanges print (class), how
	-- printed products end, trades in names.  Words of two sections in one
	-- text say none.
	basis TEXT NOT NULL,            -- class, product, name
	match TEXT NOT NULL,            -- the text is, ends with or holds
	word TEXT NOT NULL,             -- this
	section TEXT NOT NULL REFERENCES industry_section(section),
	PRIMARY KEY (basis, word, match)
) STRICT, WITHOUT ROWID;

CREATE TABLE industry (
	-- What each national small giant does, by each basis that says it: never
	-- one number without its basis.  A firm without a line is not known.
	company TEXT NOT NULL REFERENCES company(company),
	basis TEXT NOT NULL,            -- industry: 行业 as a list prints it;
	                                -- exchange: the class of the exchange
	                                -- where it is listed; segment: 细分领域;
	                                -- product: 主导产品; name: trades in it
	words TEXT NOT NULL,            -- as printed
	section TEXT REFERENCES industry_section(section), -- NULL: its words say
	                                -- none, or several
	event TEXT REFERENCES event(event), -- that prints the words
	PRIMARY KEY (company, basis)
) STRICT, WITHOUT ROWID;

CREATE TABLE industry_tally (
	-- The firms of each batch by what one basis says they do; read it as
	-- the view industry_shares.
	batch INTEGER NOT NULL,
	basis TEXT NOT NULL,            -- as in industry
	firms INTEGER NOT NULL,         -- of the batch, in all
	known INTEGER NOT NULL,         -- of these, those whose section it says
	manufacturing INTEGER NOT NULL, -- of the known, those in manufacturing
	high_technology INTEGER NOT NULL, -- and those in high technology
	PRIMARY KEY (batch, basis)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject_reason (
	-- Why something was set aside.
	reason TEXT PRIMARY KEY,
	chinese TEXT,
	english TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
	-- The batches of national designations.
	batch INTEGER PRIMARY KEY,
	year INTEGER NOT NULL,
	call_number TEXT,               -- 文号 of the call
	final_number TEXT,              -- 文号 of the final notice
	status TEXT NOT NULL,           -- published, open
	lists_by TEXT NOT NULL,         -- ministry, units
	source TEXT
) STRICT;

CREATE TABLE expected (
	-- How many firms there should be, and who says so.
	expected_no INTEGER PRIMARY KEY,
	batch_from INTEGER NOT NULL,    -- first and
	batch_until INTEGER NOT NULL,   -- last batch counted
	kind TEXT NOT NULL REFERENCES kind(kind),
	year INTEGER NOT NULL,          -- of the review round; 0: any; of key
	                                -- small giants, whose batches are those
	                                -- of their funding, of the list
	unit TEXT REFERENCES unit(unit), -- NULL: all, or those of the region
	region TEXT,                    -- or of the province of this code,
	                                -- planned cities with it
	firms INTEGER NOT NULL,
	authority TEXT NOT NULL,        -- official: the ministry said so;
	                                -- control: third parties, or derived
	source TEXT NOT NULL
) STRICT;

CREATE TABLE identity_term (
	-- Numbers of valid titles that the ministry quoted, as the sum of what
	-- they are made of: 155 + 1,584 + 2,930 + 4,328 = 8,997.
	total INTEGER NOT NULL,         -- as quoted
	batch INTEGER NOT NULL,
	kind TEXT NOT NULL REFERENCES kind(kind),
	year INTEGER NOT NULL,          -- of the review round; 0: any
	PRIMARY KEY (total, batch, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
	-- National small giants counted once and for all: different companies
	-- by batch, kind, year and unit.  A review counts for the batch of the
	-- title and the year in which its round falls due.
	batch INTEGER NOT NULL,
	kind TEXT NOT NULL,
	year INTEGER NOT NULL,          -- 0: all years together
	unit TEXT NOT NULL,             -- '': all units together; '?': those
	                                -- whose unit is unknown
	companies INTEGER NOT NULL,
	inferred INTEGER NOT NULL,      -- of these, how many are put in the
	                                -- unit by their name or code alone
	PRIMARY KEY (batch, kind, year, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE province_tally (
	-- The same by province, planned cities with it: different companies.
	batch INTEGER NOT NULL,
	kind TEXT NOT NULL,
	province_code TEXT NOT NULL,
	companies INTEGER NOT NULL,
	PRIMARY KEY (batch, kind, province_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_valid (
	-- Companies whose title of a batch is valid on the data date, by the
	-- unit that designated them, wherever they are by now.
	batch INTEGER NOT NULL,
	unit TEXT NOT NULL,             -- '?': it is unknown
	companies INTEGER NOT NULL,
	PRIMARY KEY (batch, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE designation (
	-- One line a company that was designated: when first, and what else it
	-- is.  Name and place are the latest, as in company.
	company TEXT PRIMARY KEY REFERENCES company(company),
	name TEXT NOT NULL,
	unit TEXT REFERENCES unit(unit),
	province_code TEXT,
	city_code TEXT,
	first_on TEXT,                  -- day of the first final notice
	first_year INTEGER,
	first_batch INTEGER,
	key_support INTEGER NOT NULL,   -- 1: a key small giant, and
	single_champion INTEGER NOT NULL -- 1: a single champion, too
) STRICT, WITHOUT ROWID;

CREATE TABLE current_holder (
	-- Companies that hold the title on the data date; read them as the view
	-- current_small_giants.
	company TEXT PRIMARY KEY REFERENCES company(company),
	name TEXT NOT NULL,             -- the latest, and the next five
	credit_code TEXT,               -- as in company
	unit TEXT REFERENCES unit(unit),
	province_code TEXT,
	city_code TEXT,
	first_batch INTEGER,
	valid_from TEXT NOT NULL,       -- first day of its first term of that
	                                -- day,
	valid_until TEXT NOT NULL,      -- first day after all of them
	basis TEXT NOT NULL,            -- of each, joined by commas
	provisional INTEGER NOT NULL    -- 1: all rest on a publicity
) STRICT, WITHOUT ROWID;

CREATE TABLE published (
	-- Whose lists of national small giants are loaded.
	batch INTEGER NOT NULL,
	kind TEXT NOT NULL,
	year INTEGER NOT NULL,          -- 0: any year
	unit TEXT NOT NULL,             -- of the publisher; '': national
	lists INTEGER NOT NULL,
	PRIMARY KEY (batch, kind, year, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE holders (
	-- How many companies hold the title from a day on, until the next day
	-- that is here for the same unit and batch; the unit is where they
	-- were on that day.
	unit TEXT NOT NULL,             -- '': all; '?': it is unknown
	batch INTEGER NOT NULL,         -- 0: all
	day TEXT NOT NULL,
	companies INTEGER NOT NULL,
	PRIMARY KEY (unit, batch, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
	-- What is not sound and was held back at its last good state, while the
	-- rest was published.
	what TEXT NOT NULL,             -- list, source
	id TEXT NOT NULL,               -- list.list as it came, list.source
	document TEXT,                  -- of a list
	title TEXT,
	check_name TEXT NOT NULL,       -- the check that objects to it,
	message TEXT NOT NULL,          -- with its figure
	events INTEGER NOT NULL,        -- that came tonight and were not taken
	kept_events INTEGER,            -- of the last good state
	state TEXT NOT NULL,            -- last_good; left_out: there was none
	PRIMARY KEY (what, id)
) STRICT;

CREATE TABLE quality_check (
	-- The checks this file went through before it was published.
	name TEXT PRIMARY KEY,
	level TEXT NOT NULL,            -- error: stops publication; warning:
	                                -- mostly the publisher's; info
	title TEXT NOT NULL,            -- what must hold
	explanation TEXT NOT NULL,
	state TEXT NOT NULL,            -- holds, fails, not_loaded: what it is
	                                -- about is not in the warehouse yet
	examined INTEGER NOT NULL,      -- things looked at,
	things TEXT NOT NULL,           -- what they are,
	findings INTEGER NOT NULL,      -- what it objects to, and what that is:
	found TEXT NOT NULL             -- "0 of 56 lists", or "16 problems in
	                                -- 12 documents"
) STRICT, WITHOUT ROWID;

CREATE TABLE check_result (
	-- Every row that a check objects to.
	name TEXT NOT NULL REFERENCES quality_check(name),
	n INTEGER NOT NULL,             -- 1, 2, … within the check
	level TEXT NOT NULL,
	state TEXT NOT NULL,            -- wrong, accepted, not_loaded
	source TEXT,                    -- id in the catalogue
	document TEXT,                  -- where it is seen
	list TEXT,
	place TEXT,                     -- sheet, row and column, or unit
	message TEXT NOT NULL,
	PRIMARY KEY (name, n)
) STRICT, WITHOUT ROWID;
