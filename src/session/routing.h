// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who feeds whom: the strips of a session as a directed graph.
// Layer: session.

#pragma once

#include "session/session.h"

typedef enum
{
  LT_ROUTE_OUTPUT, /* a strip's output, or the mix into the master */
  LT_ROUTE_SEND,
  LT_ROUTE_KEY, /* a strip into another one's side-chain */
} LtRouteKind;

typedef struct
{
  LtRouteKind kind;
  guint       from, to; /* indices of lt_session_get_strip */
  LtId        id;       /* of the strip, the send or the slot that asks for it */
} LtRoute;

/* Returns: (transfer full): the routes (of LtRoute) whose removal leaves no loop. Linear in the session's size. */
GArray *lt_routing_find_loops (const LtSession *session);

/* Whether sound in @from comes to @to; true when they are the same. */
bool lt_routing_reaches (const LtSession *session, LtId from, LtId to);

/* Returns: (transfer full): the shortest way that it takes, "Kick → Drums → Mix"; NULL: it does not come there. */
char *lt_routing_dup_way (const LtSession *session, LtId from, LtId to);

/* Returns: (transfer full): the loop that a new way from @from to @to would close, "Drums → Parallel → Drums". NULL: none. */
char *lt_routing_dup_loop (const LtSession *session, LtId from, LtId to);
