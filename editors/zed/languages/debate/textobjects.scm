; For Zed's Vim mode: a section is a class (]], ac), a card is a function (]m, af, if).

[
  (pocket)
  (hat)
  (block)
] @class.around

(card) @function.around
(card body: (body) @function.inside)
(analytic) @function.around

(comment) @comment.around
