-- title: What the lists say of each firm, with the cell that says it
-- chinese: 名单记录
-- key: event
-- references: list=lists company=companies programme=programmes kind=kinds unit=units province_code=divisions city_code=divisions district_code=divisions document=documents
SELECT e.event, e.list, e.programme, e.level, e.batch, e.kind, e.event_on,
    e.review_year, e.title_batch, e.round, e.round_year, e.sequence,
    e.name_printed, e.name, e.name_key, e.company, e.previous_name, e.unit,
    e.province_code, e.province, e.city_code, e.city, e.district_code,
    e.district, e.place_evidence, e.credit_code, e.credit_code_status,
    e.product, l.page_url,
    CASE WHEN e.document = l.document THEN l.url ELSE d.url END AS url, e.document, e.member, e.place_in_document,
    e.table_no, e.row_no, e.col_no, e.happened_on, e.exchange, e.board,
    e.stock_code, e.english_name, e.industry, e.segment
FROM event e JOIN list l USING (list)
JOIN document d ON d.document = e.document ORDER BY e.event;
