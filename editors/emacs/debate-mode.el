;;; debate-mode.el --- Debate evidence, with the language server debate-ls  -*- lexical-binding: t -*-

;; Author: The debate-ls authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: languages, text
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Briefs are prose: each paragraph is one line, which may have thousands of characters, and is wrapped between words.
;; The language server understands the brief; the mode itself only highlights the markup.

;;; Code:

(require 'eglot)
(require 'outline)

(defconst debate-mode-font-lock-keywords
  '(("^# .*" . 'outline-1)
    ("^## .*" . 'outline-2)
    ("^\\(?:### .*\\|===[^=\n]+===[ \t]*\\)$" . 'outline-3)
    ("^\\(?:#### .*\\|====[^=\n]+====[ \t]*\\)$" . 'outline-4)
    ("^<!--.*-->" 0 'font-lock-comment-face t)
    ;; Each ends on its line within a bounded number of characters, or is text.
    ("__\\([^_\n]\\{1,2000\\}\\)__" 1 'underline prepend)
    ("\\*\\*\\([^*\n]\\{1,2000\\}\\)\\*\\*" 1 'bold prepend)
    ("\\(?:^\\|[^=]\\)==\\([^=\n]\\{1,2000\\}\\)==" 1 'highlight prepend))
  "The markup of a brief: headings, comments, and cutting marks.")

(defun debate-mode-never-fill (&rest _)
  "Report the paragraph as filled: broken over lines, it would be several."
  t)

;;;###autoload
(define-derived-mode debate-mode text-mode "Debate"
  "Major mode for debate briefs."
  (setq-local comment-start "<!-- ")
  (setq-local comment-end " -->")
  (setq-local comment-start-skip "<!--[ \t]*")
  (setq-local comment-end-skip "[ \t]*-->")
  (setq-local outline-regexp "#\\{1,4\\} ")
  ;; Many users turn on Auto Fill mode in all text. Here it does nothing.
  (setq-local normal-auto-fill-function #'ignore)
  (setq-local fill-paragraph-function #'debate-mode-never-fill)
  (setq-local font-lock-defaults '(debate-mode-font-lock-keywords t))
  (visual-line-mode))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.\\(?:debate\\|brief\\|cards\\)\\'" . debate-mode))

(add-to-list 'eglot-server-programs '(debate-mode . ("debate-ls" "serve")))

(provide 'debate-mode)
;;; debate-mode.el ends here
