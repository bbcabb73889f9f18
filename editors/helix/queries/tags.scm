; The symbols of a file without a language server.

(pocket
  heading: (heading (text) @name)) @definition.section

(hat
  heading: (heading (text) @name)) @definition.section

(block
  heading: (heading (text) @name)) @definition.section

(card
  tag: (tag (text) @name)) @definition.section

(analytic
  tag: (tag (text) @name)) @definition.section
