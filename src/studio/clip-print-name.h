// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The name of a clip's print: it says all that the samples depend on.
// Layer: studio. Any thread.

#pragma once

#include "session/session.h"

/* The print of a clip's tail: what the effects give when nothing comes any more from frame @cut of the clip's print on. */
typedef struct
{
  int64_t cut;      /* where the clip's fade-out begins */
  int64_t fade;     /* frames of it: the tail comes in as the clip goes out */
  int     shape;    /* LtFadeCurve */
  int64_t n_frames; /* of the tail, from @cut on */
} LtClipPrintTail;

/* (transfer full): the same for the same samples. @identity: of the source's file. *@tail_name (transfer full): that of @tail; both NULL:
   nobody asks. */
char *lt_clip_print_name_dup (const LtSession *session, const LtClip *clip, const LtSource *source, const char *identity, const LtClipPrintTail *tail,
                              char **tail_name);
