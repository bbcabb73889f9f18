[
  (pocket)
  (hat)
  (block)
  (card)
] @fold
