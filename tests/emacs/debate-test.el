;;; debate-test.el --- A real brief in a real Emacs  -*- lexical-binding: t -*-

;;; Commentary:

;; What the README of editors/emacs promises, with the real server: `run' says how it is started.

;;; Code:

(require 'ert)
(require 'flymake)
(require 'imenu)
(require 'jsonrpc)
(require 'eglot)
(require 'debate-mode)

(defconst debate-test-seed
  (expand-file-name "tests/briefs/syria.debate" (or (getenv "DEBATE_ROOT") (error "DEBATE_ROOT names the checkout"))))

(defconst debate-test-patience 120
  "How many seconds anything is waited for: only what is wrong takes so long.")

(setq jsonrpc-default-request-timeout debate-test-patience
      eglot-connect-timeout debate-test-patience)

(defun debate-test-await (what condition)
  "Wait until CONDITION returns what is not nil, and return it; fail with WHAT where it never does."
  (let ((deadline (+ (float-time) debate-test-patience))
        found)
    (while (not (or (setq found (funcall condition)) (> (float-time) deadline)))
      (accept-process-output nil 0.01))
    (or found (ert-fail (format "waited in vain for %s" what)))))

(defun debate-test-open ()
  "Visit a copy of the seed with the server, as `eglot-ensure' does it."
  (let ((copy (make-temp-file "brief" nil ".debate")))
    (copy-file debate-test-seed copy t)
    (find-file copy)
    (eglot-ensure)
    ;; What `eglot-ensure' waits for; a batch Emacs has no command loop.
    (run-hooks 'post-command-hook)
    (debate-test-await "the server" #'eglot-current-server)
    (debate-test-await "the brief to be managed" #'eglot-managed-p)))

(defun debate-test-problems (part)
  "The problems whose text holds PART."
  (seq-filter (lambda (problem) (string-search part (flymake-diagnostic-text problem))) (flymake-diagnostics)))

(ert-deftest debate-endings ()
  "A brief is known by its ending."
  (dolist (ending '("debate" "brief" "cards"))
    (with-temp-buffer
      (setq buffer-file-name (concat "/tmp/aff." ending))
      (set-auto-mode)
      (set-buffer-modified-p nil)
      (should (eq major-mode 'debate-mode)))))

(ert-deftest debate-one-line-paragraphs ()
  "A paragraph stays on its line, whatever the user does in other text."
  (let ((text-mode-hook '(turn-on-auto-fill))
        (fill-column 40))
    (with-temp-buffer
      (debate-mode)
      (dotimes (_ 30) (insert "evidence") (call-interactively #'self-insert-command))
      (fill-paragraph)
      (should (= (count-lines (point-min) (point-max)) 1)))))

(ert-deftest debate-colours ()
  "The marks are coloured, and text that only looks like them is not."
  (with-temp-buffer
    (insert "### AT: Cost\n#### It is cheap\nIt is __lower than **anyone** had__ ==thought==.\n#1 of all\n<!-- ask -->\n")
    (debate-mode)
    (font-lock-ensure)
    (cl-flet ((faces (text)
                (goto-char (point-min))
                (search-forward text)
                (ensure-list (get-text-property (match-beginning 0) 'face))))
      (should (memq 'outline-3 (faces "AT: Cost")))
      (should (memq 'outline-4 (faces "It is cheap")))
      (should (memq 'underline (faces "lower")))
      (should (memq 'bold (faces "anyone")))
      (should (memq 'highlight (faces "thought")))
      (should (memq 'font-lock-comment-face (faces "ask")))
      (should-not (faces "of all")))))

(ert-deftest debate-server ()
  "Outline, hover and problems of the seed; a problem goes when it is mended."
  (debate-test-open)
  (let* ((outline (funcall imenu-create-index-function))
         (names (flatten-tree outline)))
    (dolist (name '("Russian mediation in Syria fails" "Multiple blows to US-Russian relations"))
      (should (seq-find (lambda (it) (and (stringp it) (string-search name it))) names))))

  (goto-char (point-min))
  (search-forward "Telegraph Media")
  (let* ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
         (shown (eglot--hover-info (plist-get answer :contents))))
    (should (string-search "Wednesday, September 15, 2021" shown)))

  (flymake-start)
  (let ((problem (car (debate-test-await "the problems" (lambda () (debate-test-problems "year of this date"))))))
    (should (= (line-number-at-pos (flymake-diagnostic-beg problem)) 43))
    (goto-char (flymake-diagnostic-beg problem)))
  (should (re-search-forward "9-1, ," (line-end-position)))
  (replace-match "9-1, 21,")
  (run-hooks 'post-command-hook)
  (eglot--signal-textDocument/didChange)
  (debate-test-await "the problem to go" (lambda () (and (flymake-diagnostics)
                                                         (not (debate-test-problems "year of this date")))))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server) nil debate-test-patience))

;;; debate-test.el ends here
