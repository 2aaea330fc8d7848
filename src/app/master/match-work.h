// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a match to references needs to be known and makes of it: songs and master are heard once, in a thread; what follows from
// ticks, weights and amounts is reckoned anew in another, the newest of several wishes only.
// Layer: app. Main thread.

#pragma once

#include "app/shell/job.h"
#include "session/session.h"
#include "studio/match.h"

#define LT_TYPE_MATCH_WORK (lt_match_work_get_type ())
G_DECLARE_FINAL_TYPE (LtMatchWork, lt_match_work, LT, MATCH_WORK, GObject)

typedef enum
{
  LT_MATCH_SPECTRUM,
  LT_MATCH_WIDTH,
  LT_MATCH_DYNAMICS,
  LT_MATCH_N_AMOUNTS,
} LtMatchAmount;

/* A reference of the session. */
typedef struct
{
  LtId     id;
  char    *name, *path;
  gboolean is_on, is_known; /* asked for; heard */
  double   weight;
  int64_t  from, to; /* frames of the file that count; equal: all */
  char    *error; /* a sentence; NULL: none */

  LtMatchAim aim;
} LtMatchSong;

/* Signal "changed" (): anything below may say something else. Nothing runs before lt_match_work_listen. @folder may be NULL. */
LtMatchWork *lt_match_work_new (const LtSession *session, const char *folder);

/* The session has other references. What was heard of the others is kept. */
void lt_match_work_follow (LtMatchWork *self, const LtSession *session);

/* Hears what is not known yet, also what could not be read before. */
void   lt_match_work_listen (LtMatchWork *self);
void   lt_match_work_stop (LtMatchWork *self);
LtJob *lt_match_work_get_job (LtMatchWork *self); /* borrowed; NULL: nothing is heard now */

guint              lt_match_work_get_n (LtMatchWork *self);
const LtMatchSong *lt_match_work_get_song (LtMatchWork *self, guint index);
void               lt_match_work_set_song (LtMatchWork *self, guint index, gboolean is_on, double weight);

/* The row of the effect; percent. At first as the master's match has it, or as a new one would. */
const LtParamSpec *lt_match_work_get_row (LtMatchAmount which);
double             lt_match_work_get_amount (LtMatchWork *self, LtMatchAmount which);
void               lt_match_work_set_amount (LtMatchWork *self, LtMatchAmount which, double percent);

/* NULL: not known, and error says why when it is the master's fault. */
const LtMatchReport *lt_match_work_get_report (LtMatchWork *self);
const char          *lt_match_work_get_error (LtMatchWork *self);
gboolean             lt_match_work_is_reckoning (LtMatchWork *self); /* the report is of an earlier wish */
gboolean             lt_match_work_is_all_known (LtMatchWork *self); /* nothing is left to be heard */

/* (transfer full): "Match to Theirs (2), Ours". */
char *lt_match_work_dup_label (LtMatchWork *self);

/* (transfer full): @session with the match on its master set, and the weights of its references; @session itself when nothing would sound different: no song, or all
   amounts at 0 and no match at work. */
LtSession *lt_match_work_apply (LtMatchWork *self, const LtSession *session);
