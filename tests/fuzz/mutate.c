// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Damages good bytes: flips, cuts, copies, splices, and numbers that headers and texts don't expect.
// Layer: tests.

#include "fuzz.h"

#include <stdbool.h>
#include <string.h>

#define LARGEST (1u << 20)

typedef struct
{
  uint64_t random;
  GByteArray *bytes;
  GBytes *other;
} Mutant;

static uint32_t
below (Mutant *self, uint32_t n)
{
  uint64_t z = self->random += 0x9e3779b97f4a7c15u; /* splitmix64 */

  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return (uint32_t) ((z ^ z >> 31) % n);
}

/* 1 to @most, and not more than there is. (MIN would draw twice.) */
static uint32_t
length (Mutant *self, uint32_t most, uint32_t there)
{
  uint32_t n = 1 + below (self, most);

  return n < there ? n : there;
}

/* Mostly near the start, where headers are. */
static uint32_t
place (Mutant *self)
{
  uint32_t n = self->bytes->len;

  return below (self, below (self, 3) > 0 ? MIN (n, 256) : n);
}

static void
flip (Mutant *self)
{
  self->bytes->data[place (self)] ^= (uint8_t) (1u << below (self, 8));
}

static void
overwrite (Mutant *self)
{
  uint32_t at = place (self), n = length (self, 16, self->bytes->len - at);

  for (uint32_t i = 0; i < n; i++)
    self->bytes->data[at + i] = (uint8_t) below (self, 256);
}

static void
cut_off (Mutant *self)
{
  g_byte_array_set_size (self->bytes, 1 + below (self, self->bytes->len));
}

static void
take_out (Mutant *self)
{
  uint32_t at = place (self), n = length (self, 64, self->bytes->len - at);

  if (n < self->bytes->len)
    g_byte_array_remove_range (self->bytes, at, n);
}

static void
insert (Mutant *self, const uint8_t *what, uint32_t n)
{
  uint32_t at = place (self), len = self->bytes->len;

  if (len + n > LARGEST)
    return;
  g_autofree uint8_t *copy = g_memdup2 (what, n);
  g_byte_array_set_size (self->bytes, len + n);
  memmove (self->bytes->data + at + n, self->bytes->data + at, len - at);
  memcpy (self->bytes->data + at, copy, n);
}

static void
repeat (Mutant *self)
{
  uint32_t from = place (self);

  insert (self, self->bytes->data + from, length (self, 256, self->bytes->len - from));
}

static void
splice (Mutant *self)
{
  gsize          n;
  const uint8_t *other = g_bytes_get_data (self->other, &n);
  uint32_t       from = below (self, (uint32_t) n), size = length (self, 512, (uint32_t) n - from);

  if (below (self, 2) == 0)
    insert (self, other + from, size);
  else
    {
      uint32_t at = place (self);

      memcpy (self->bytes->data + at, other + from, MIN (size, self->bytes->len - at));
    }
}

/* A length, count, rate or offset that somebody may trust. */
static void
edit_number (Mutant *self)
{
  static const uint64_t odd[] = { 0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff,
                                  0x100000000, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff };
  uint64_t value = odd[below (self, G_N_ELEMENTS (odd))];
  uint32_t width = 1u << below (self, 4), at = place (self);

  if (below (self, 3) == 0)
    value = self->bytes->len - 8 + below (self, 17);
  if (below (self, 2) == 0)
    at &= ~(width - 1);
  for (uint32_t i = 0, big = below (self, 2); i < width && at + i < self->bytes->len; i++)
    self->bytes->data[at + i] = (uint8_t) (value >> 8 * (big ? width - 1 - i : i));
}

/* A number in a text: as a whole, by another word. */
static void
edit_word (Mutant *self)
{
  static const char *const words[] = { "0", "-1", "1e999", "-0.0", "9223372036854775807", "18446744073709551616", "null", "true",
                                       "[]", "{}", "\"\"", "\"-inf\"", "\"../../x\"", "1.5", "[[[[[[[[[[[[[[[[", "\"\\ud800\"" };
  uint32_t at = below (self, self->bytes->len), n = 0;

  while (at < self->bytes->len && !g_ascii_isdigit (self->bytes->data[at]))
    at++;
  while (at + n < self->bytes->len && (g_ascii_isdigit (self->bytes->data[at + n]) || self->bytes->data[at + n] == '.'))
    n++;
  if (n == 0)
    return;

  const char *word = words[below (self, G_N_ELEMENTS (words))];
  g_autoptr (GByteArray) after = g_byte_array_new ();
  g_byte_array_append (after, self->bytes->data + at + n, self->bytes->len - at - n);
  g_byte_array_set_size (self->bytes, at);
  g_byte_array_append (self->bytes, (const uint8_t *) word, (guint) strlen (word));
  g_byte_array_append (self->bytes, after->data, after->len);
}

/* From a random place, the next whole line: its start; *n is its length with the end. 0 when there is none. */
static uint32_t
some_line (Mutant *self, uint32_t *n)
{
  uint32_t at = below (self, self->bytes->len), end;

  while (at > 0 && self->bytes->data[at - 1] != '\n')
    at--;
  for (end = at; end < self->bytes->len && self->bytes->data[end] != '\n'; end++)
    ;
  *n = MIN (end + 1, self->bytes->len) - at;
  return at;
}

static void
drop_line (Mutant *self)
{
  uint32_t n, at = some_line (self, &n);

  if (n < self->bytes->len)
    g_byte_array_remove_range (self->bytes, at, n);
}

/* Over another line: ids twice, keys where they don't belong. */
static void
move_line (Mutant *self)
{
  uint32_t n, n_to, from = some_line (self, &n), to = some_line (self, &n_to);
  g_autofree uint8_t *line = g_memdup2 (self->bytes->data + from, n);
  g_autoptr (GByteArray) after = g_byte_array_new ();

  g_byte_array_append (after, self->bytes->data + to + n_to, self->bytes->len - to - n_to);
  g_byte_array_set_size (self->bytes, to);
  g_byte_array_append (self->bytes, line, n);
  g_byte_array_append (self->bytes, after->data, after->len);
}

/* Half of the damaged texts are still texts of the right shape: what is wrong lies deeper. */
static bool
is_polite (Mutant *self)
{
  return self->bytes->len > 0 && self->bytes->data[0] == '{' && below (self, 2) == 0;
}

uint8_t *
lt_fuzz_mutate (GBytes *seed, GBytes *other, uint64_t random, size_t *size)
{
  static void (*const ways[]) (Mutant *) = { flip, flip, overwrite, cut_off, take_out, repeat, splice, edit_number, edit_number, edit_number, edit_word, edit_word };
  Mutant self = { .random = random, .bytes = g_byte_array_new (), .other = other };
  gsize  n;

  static void (*const polite_ways[]) (Mutant *) = { edit_word, edit_word, drop_line, move_line };

  g_byte_array_append (self.bytes, g_bytes_get_data (seed, NULL), (guint) g_bytes_get_size (seed));
  n = 1 + below (&self, 8);
  bool polite = is_polite (&self);
  for (gsize i = 0; i < n && self.bytes->len > 0; i++)
    (polite ? polite_ways[below (&self, G_N_ELEMENTS (polite_ways))] : ways[below (&self, G_N_ELEMENTS (ways))]) (&self);
  return g_byte_array_steal (self.bytes, size);
}
