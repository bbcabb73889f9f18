; The outline panel and the breadcrumbs.

(pocket
  heading: (heading
    (mark)? @context
    (text) @name)) @item

(hat
  heading: (heading
    (mark)? @context
    (text) @name)) @item

(block
  heading: (heading
    (mark)? @context
    (text) @name)) @item

(card
  tag: (tag
    (mark)? @context
    (text) @name)) @item

(analytic
  tag: (tag
    (mark)? @context
    (text) @name)) @item
