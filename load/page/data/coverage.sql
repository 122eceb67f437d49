SELECT batch, unit, basis, expected, found, state, together,
    together_expected, together_found, authority, source
FROM coverage;
