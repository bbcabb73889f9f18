; Names that nvim-treesitter-textobjects defines: a section is a class, a card is a function,
; a cite is a parameter, a paragraph is a block.

[
  (pocket)
  (hat)
  (block)
] @class.outer

(card) @function.outer
(card body: (body) @function.inner)
(cite) @parameter.outer
(cite) @parameter.inner
(paragraph) @block.outer
(comment) @comment.outer
