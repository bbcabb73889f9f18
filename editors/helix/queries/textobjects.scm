; Helix has a fixed set of names: a section is a class (mat, ]t), a card is a function (maf, ]f), a cite is a
; parameter (maa, ]a).

[
  (pocket)
  (hat)
  (block)
] @class.around

(card) @function.around
(card body: (body) @function.inside)
(analytic) @function.around

(cite) @parameter.around
(cite) @parameter.inside

(comment) @comment.around
