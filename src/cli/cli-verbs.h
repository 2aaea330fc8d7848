// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What commands over a list have in common: SESSION, or SESSION TRACK, then nothing or `list`, or a verb and its words.
// Layer: cli.

#pragma once

#include "cli/cli-session.h"

/* One call of one verb; all borrowed. */
typedef struct
{
  LtFolder        *folder;
  const LtSession *session; /* as it was opened */
  const LtTrack   *track;   /* of commands over a track; else NULL */
  char           **words;   /* behind the verb, ends with NULL */
  gconstpointer    args;    /* the command's options */
} LtCliCall;

typedef struct
{
  const char *name;
  int         min, max; /* words behind it; −1: any number */
  LtSession *(*edit) (const LtCliCall *call, GError **error); /* (transfer full): NULL with a sentence */
  bool (*run) (const LtCliCall *call, GError **error);        /* in its place what is more than an edit, and saves what it did */
  const char *options; /* those that it takes, apart by a space; NULL: none */
} LtCliVerb;

typedef struct
{
  const LtCliVerb    *verbs;
  guint               n_verbs;
  const GOptionEntry *entries; /* as they were parsed: a verb that was given others than its own refuses */
  gconstpointer       args;
  bool                of_track;
  void (*print) (const LtCliCall *call);
  void (*print_json) (const LtCliCall *call);
  char *(*dup_label) (const LtSession *session, guint verb, const char *word); /* of the step; @word: the first behind the verb; NULL: what changed */
  void (*note) (const LtSession *before, const LtSession *after);              /* what is told before it is saved; may be NULL */
  const char *(*wrong) (const LtCliVerb *verb, char **words, gconstpointer args); /* a sentence when it cannot be done like this; may be NULL */
} LtCliVerbs;

/* The whole command, once its words are parsed: @words of SESSION on. Returns its exit code. */
int lt_cli_verbs_run (const LtCommand *self, const LtCliVerbs *verbs, char **words, bool json);
