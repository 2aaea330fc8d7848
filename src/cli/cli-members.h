// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `group`, `vca` and `folder` share: strips that go in and strips that come out.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/session.h"

typedef struct
{
  char **add, **remove; /* of --add and --remove; NULL: not given */
  char **words;         /* behind the name: more of the option that was given, of --add when none was; borrowed */
} LtCliMembers;

/* How a strip goes in; @id 0: out. */
typedef LtSession *(*LtCliMembersPut) (const LtSession *session, LtId strip_id, LtId id, GError **error);
/* What it is in now; 0: in none. */
typedef LtId (*LtCliMembersGet) (const LtStrip *strip);

void lt_cli_members_clear (LtCliMembers *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtCliMembers, lt_cli_members_clear)

/* With both options given it would not be clear what further words mean. */
bool lt_cli_members_are_clear (const LtCliMembers *self);

/* Whether @name reads as nobody, "none" or "off": no new group and no new VCA is called so. */
bool lt_cli_members_is_nobody (const char *name);

LtId lt_cli_members_get_group (const LtStrip *strip);
LtId lt_cli_members_get_vca (const LtStrip *strip);
LtId lt_cli_members_get_output (const LtStrip *strip);

/* Returns: (transfer full): of const LtStrip, borrowed: those that are in @id. */
GPtrArray *lt_cli_members_list (const LtSession *session, LtCliMembersGet get, LtId id);

/* Returns: (transfer full): their names, "Kick, Snare"; empty when there are none. */
char *lt_cli_members_dup_names (const LtSession *session, LtCliMembersGet get, LtId id);

/* Returns: (transfer full): @session (taken over) with all of them put into @id, called @name, or out of it; NULL and
   a sentence. */
LtSession *lt_cli_members_apply (
    const LtCliMembers *self, LtSession *session, LtId id, const char *name, LtCliMembersPut put, LtCliMembersGet get, GError **error);
