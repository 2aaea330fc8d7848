// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Beside the plots: what an effect has learned or was given, and the buttons that change it.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"

/* What runs in a thread; all belongs to the job. Either a blob or values comes of it. */
typedef struct
{
  LtSession *session;
  char      *folder; /* the session's; NULL: none */
  LtId       slot_id;
  int64_t    from, to; /* frames; equal: no stretch */
  char      *path;     /* a file; NULL: what the slot hears is asked for */
  char      *blob; /* its name */
  float     *values;
} LtFxLearnJob;

typedef gboolean (*LtFxLearnWork) (LtFxLearnJob *job, GCancellable *cancellable, GError **error);

typedef struct
{
  const char   *title;          /* N_() */
  const char   *none, *some;    /* N_(): what there is; NULL: nothing is said */
  const char   *stretch, *file; /* N_(): on the buttons; NULL: there is none */
  const char   *stretch_help;   /* N_() */
  LtFxLearnWork work;           /* NULL: studio/learn's */
} LtFxLearnText;

/* (transfer none): in the row of plots. */
GtkWidget *lt_fx_learn_add (LtFxFrame *frame, const LtFxLearnText *text);

/* A button of the frame's, pressed while the row @key is on, below what there is in it. */
void lt_fx_learn_add_listen (LtFxFrame *frame, GtkWidget *learn, const char *key);
