select audit.review(cast(:sample_id as bigint), cast(:finding as text), cast(:note as text))
