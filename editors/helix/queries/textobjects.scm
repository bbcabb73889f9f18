; Of the names Helix has fixed: a section is a class (mat, ]t), a card a function (maf, ]f), a cite a
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
