[
  (pocket)
  (hat)
  (block)
] @local.scope
