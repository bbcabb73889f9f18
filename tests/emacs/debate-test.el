;;; debate-test.el --- A real brief in a real Emacs  -*- lexical-binding: t -*-

;;; Commentary:

;; Tests what the README of editors/emacs promises, with the real server. `run' starts them.

;;; Code:

(require 'ert)
(require 'flymake)
(require 'imenu)
(require 'jsonrpc)
(require 'eglot)
(require 'debate-mode)

(defconst debate-test-brief
  (expand-file-name "tests/briefs/syria.debate" (or (getenv "DEBATE_ROOT") (error "DEBATE_ROOT names the checkout"))))

(defconst debate-test-timeout 120
  "The time limit of every wait, in seconds.  Only a failure takes this long.")

(setq jsonrpc-default-request-timeout debate-test-timeout
      eglot-connect-timeout debate-test-timeout)

(defun debate-test-await (what condition)
  "Wait until CONDITION returns non-nil, and return its value.  Fail with WHAT if it never does."
  (let ((deadline (+ (float-time) debate-test-timeout))
        found)
    (while (not (or (setq found (funcall condition)) (> (float-time) deadline)))
      (accept-process-output nil 0.01))
    (or found (ert-fail (format "timed out waiting for %s" what)))))

(defun debate-test-open ()
  "Visit a copy of the sample brief with the server, as `eglot-ensure' does."
  (let ((copy (make-temp-file "brief" nil ".debate")))
    (copy-file debate-test-brief copy t)
    (find-file copy)
    (eglot-ensure)
    ;; `eglot-ensure' waits for this hook; a batch Emacs has no command loop.
    (run-hooks 'post-command-hook)
    (debate-test-await "the server" #'eglot-current-server)
    (debate-test-await "the brief to be managed" #'eglot-managed-p)))

(defun debate-test-problems (part)
  "The problems whose text contains PART."
  (seq-filter (lambda (problem) (string-search part (flymake-diagnostic-text problem))) (flymake-diagnostics)))

(ert-deftest debate-file-extensions ()
  "The file extension selects the mode."
  (dolist (extension '("debate" "brief" "cards"))
    (with-temp-buffer
      (setq buffer-file-name (concat "/tmp/aff." extension))
      (set-auto-mode)
      (set-buffer-modified-p nil)
      (should (eq major-mode 'debate-mode)))))

(ert-deftest debate-one-line-paragraphs ()
  "A paragraph stays on its line, even if the user fills other text."
  (let ((text-mode-hook '(turn-on-auto-fill))
        (fill-column 40))
    (with-temp-buffer
      (debate-mode)
      (dotimes (_ 30) (insert "evidence") (call-interactively #'self-insert-command))
      (fill-paragraph)
      (should (= (count-lines (point-min) (point-max)) 1)))))

(ert-deftest debate-highlighting ()
  "Markup is highlighted, and text that only looks like it is not."
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
  "Outline, hover and problems of a brief; a problem disappears when it is fixed."
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
  (let ((problem (car (debate-test-await "the problems" (lambda () (debate-test-problems "has no year"))))))
    (should (= (line-number-at-pos (flymake-diagnostic-beg problem)) 43))
    (goto-char (flymake-diagnostic-beg problem)))
  (should (re-search-forward "9-1, ," (line-end-position)))
  (replace-match "9-1, 21,")
  (run-hooks 'post-command-hook)
  (eglot--signal-textDocument/didChange)
  (debate-test-await "the problem to disappear" (lambda () (and (flymake-diagnostics)
                                                         (not (debate-test-problems "has no year")))))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server) nil debate-test-timeout))

;;; debate-test.el ends here
