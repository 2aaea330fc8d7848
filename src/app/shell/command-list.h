// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that can be found by name: actions, strips, markers, and effects for the picked strip.
// Layer: app. Main thread.

#pragma once

#include "app/shell/actions.h"
#include "app/shell/window.h"

typedef enum
{
  LT_COMMAND_ACTION,
  LT_COMMAND_STRIP,
  LT_COMMAND_MARKER,
  LT_COMMAND_EFFECT,
} LtCommandKind;

typedef struct
{
  LtCommandKind      kind;
  const LtActionRow *row;    /* of an action */
  LtId               id;     /* of a strip or marker; of an effect: the strip that gets it */
  const LtFxType    *type;   /* of an effect */
  char              *title;
  char              *detail; /* section, kind of strip, place of a marker */
  char              *key;    /* NULL: none */
  const char        *reason; /* why it can't be done now, a sentence; NULL: it can */
  guint              recent; /* 1: done last, 2: before that, …; 0: not lately */
  gboolean           is_near; /* of the view in front, or of every view */

  char *folded, *english, *whole; /* what is compared: title, title in English and other names, detail and title */
} LtCommand;

/* (transfer full); @detail may be NULL. @english: other names. */
LtCommand *lt_command_new (LtCommandKind kind, const char *title, const char *english, const char *detail);
void       lt_command_free (LtCommand *self);

/* (transfer full): of LtCommand, for what has the keyboard in @window now. */
GPtrArray *lt_command_list_new (LtWindow *window);

/* (transfer container): those of @all that fit @text, the best first, at most @most. No text: what was done lately, then
   all actions that are near. */
GPtrArray *lt_command_list_search (const GPtrArray *all, const char *text, guint most);
