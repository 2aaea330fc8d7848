// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line: one file per subcommand, and what they share.
// Layer: cli. Exit codes: 0 done, 1 could not do it (one sentence on stderr), 2 wrong usage.
//
// A subcommand is src/cli/cmd-NAME.c, which exports `const LtCommand lt_cmd_NAME`, and a line in the table
// of commands.c.

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct LtCommand LtCommand;
struct LtCommand
{
  const char *name;
  const char *args;    /* N_(), behind the name in the usage: "SESSION [--json]" */
  const char *summary; /* N_(), one line */
  int (*run) (const LtCommand *self, int argc, char **argv); /* argv[0] is the name; returns the exit code */
};

/* All commands in the order of the help, ended by NULL. */
extern const LtCommand *const lt_commands[];

/* argv of the program; argv[1] is a command or a general option. Returns the exit code. */
int lt_cli_main (int argc, char **argv);

/* Is @word the name of a command, or a general option? */
bool lt_cli_knows (const char *word);

/* --- for subcommands --- */

/* Takes the options out of argv by @entries; --help and --quiet are always there. What stays are the
   positional words, of which there must be @min to @max (−1: any). Negative numbers are words.
   Returns: (transfer full): words behind the command's name, or NULL and *exit_code: 0 after --help, 2. */
char **lt_cli_parse (const LtCommand *self, const GOptionEntry *entries, int argc, char **argv, int min, int max, int *exit_code);

int lt_cli_fail (const GError *error); /* prints the sentence; returns 1, for wrong usage 2 */
int lt_cli_wrong (const LtCommand *self, const char *format, ...) G_GNUC_PRINTF (2, 3); /* the sentence and the usage; returns 2 */
void lt_cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2); /* a sentence on stderr, unless --quiet */

#define LT_CLI_FRAMES_MAX ((int64_t) 1 << 40) /* of a session: what is later is refused */

/* SECONDS, M:SS.mmm, H:MM:SS or NNNs (frames) at @rate_hz, rounded to a frame; never negative. */
bool lt_cli_parse_time (const char *text, double rate_hz, int64_t *frames, GError **error);

/* "A:B" with either side left out keeping what is in *from and *to: "10:20", "1:00:2:30". Where colons leave
   it open, "-" splits: "10-1:00". */
bool lt_cli_parse_range (const char *text, double rate_hz, int64_t *from, int64_t *to, GError **error);

/* (transfer full): "1:02.500", as people read it. */
char *lt_cli_dup_time (int64_t frames, double rate_hz);

bool lt_cli_parse_number (const char *text, double *value, GError **error); /* "-3.5", "-inf"; locale-free */

/* The number with the fewest digits that reads back as @value: 0.3, not 0.30000001192092896. */
double lt_cli_shortest (float value);

/* A double for JSON: null for NaN and infinities. */
void lt_cli_json_number (JsonBuilder *builder, const char *key, double value);
void lt_cli_json_text (JsonBuilder *builder, const char *key, const char *text); /* NULL: null */
void lt_cli_json_int (JsonBuilder *builder, const char *key, int64_t value);
void lt_cli_json_bool (JsonBuilder *builder, const char *key, bool value);
/* Prints @builder's root, pretty, numbers with as few digits as tell them apart, and a new line; returns the exit code (1 when stdout is full). */
int lt_cli_print_json (JsonBuilder *builder);
/* printf to stdout; lt_cli_finish () tells whether all of it got out. */
void lt_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
int  lt_cli_finish (void);

/* Cancelled by Ctrl-C, SIGTERM and SIGHUP; borrowed. */
GCancellable *lt_cli_get_cancellable (void);

/* A bar on stderr when that is a terminal and the work takes over half a second. @label: a const char *. */
void lt_cli_progress (double done, gpointer label);
void lt_cli_progress_end (void);

typedef enum
{
  LT_CLI_ERROR_VALUE,
  LT_CLI_ERROR_USAGE, /* an option or a number that cannot be read: exit code 2 */
  LT_CLI_ERROR_OUTPUT,
} LtCliError;

#define LT_CLI_ERROR lt_cli_error_quark ()
GQuark lt_cli_error_quark (void);
