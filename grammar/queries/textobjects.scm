; Names as nvim-treesitter-textobjects knows them: a section is a class, a card a function,
; a cite a parameter, a paragraph a block.

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
