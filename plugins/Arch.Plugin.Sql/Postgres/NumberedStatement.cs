using System.Globalization;
using System.Text;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>A statement with its named parameters replaced by PostgreSQL's numbered ones. Values never become part of it.</summary>
/// <param name="Text">The SQL with <c>$1</c>, <c>$2</c>, …</param>
/// <param name="Names">The names of the parameters, that of <c>$1</c> first.</param>
internal sealed record NumberedStatement(string Text, IReadOnlyList<string> Names)
{
    /// <summary>Reads a statement.</summary>
    /// <exception cref="StepException">There is none, or more than one.</exception>
    public static NumberedStatement Parse(string sql, string place) => new Reader(sql, place).Read();

    private sealed class Reader(string sql, string place)
    {
        private readonly StringBuilder _text = new(sql.Length);
        private readonly List<string> _names = [];
        private int _at;
        private bool _hasText;
        private bool _isEnded;

        public NumberedStatement Read()
        {
            while (_at < sql.Length)
            {
                var length = Skippable();
                if (length > 0)
                {
                    Copy(length);
                }
                else if (sql[_at] == ';')
                {
                    _isEnded = true;
                    _at++;
                }
                else
                {
                    ReadPart();
                }
            }

            return _hasText
                ? new NumberedStatement(_text.ToString(), _names)
                : throw new StepException(Codes.Input, $"'{place}' holds no statement.");
        }

        private void ReadPart()
        {
            if (_isEnded)
            {
                throw new StepException(
                    Codes.SeveralStatements,
                    $"'{place}' holds more than one statement; it must be one. Use the statements of 'sql.transaction' for several.");
            }

            _hasText = true;
            var quoted = Quoted();
            if (quoted > 0)
            {
                Copy(quoted);
            }
            else if (sql[_at] is '@' or ':' && IsParameter())
            {
                AddParameter();
            }
            else if (IsNameStart(sql[_at]))
            {
                Copy(NameLength(_at));
            }
            else
            {
                Copy(1);
            }
        }

        private void Copy(int length)
        {
            _text.Append(sql, _at, length);
            _at += length;
        }

        private void AddParameter()
        {
            var length = NameLength(_at + 1);
            var name = sql.Substring(_at + 1, length);
            var number = _names.IndexOf(name);
            if (number < 0)
            {
                number = _names.Count;
                _names.Add(name);
            }

            _text.Append(CultureInfo.InvariantCulture, $"${number + 1}");
            _at += 1 + length;
        }

        // '::' casts, 'a[x:y]' slices, and operators that end in '@', such as '@@', are no parameters.
        private bool IsParameter()
        {
            var before = _at > 0 ? sql[_at - 1] : ' ';
            var after = _at + 1 < sql.Length ? sql[_at + 1] : ' ';
            return IsNameStart(after) && (sql[_at] == '@'
                ? !"~!@#%^&|`?".Contains(before, StringComparison.Ordinal)
                : before != ':' && before is not (')' or ']' or '"' or '\'') && !IsNamePart(before));
        }

        private int Skippable()
        {
            if (char.IsWhiteSpace(sql[_at]))
            {
                return 1;
            }

            if (StartsWith("--"))
            {
                var end = sql.AsSpan(_at).IndexOfAny('\r', '\n');
                return end < 0 ? sql.Length - _at : end;
            }

            return StartsWith("/*") ? CommentLength() : 0;
        }

        // Comments nest.
        private int CommentLength()
        {
            var depth = 0;
            for (var i = _at; i + 1 < sql.Length; i++)
            {
                if (sql[i] == '/' && sql[i + 1] == '*')
                {
                    depth++;
                    i++;
                }
                else if (sql[i] == '*' && sql[i + 1] == '/')
                {
                    depth--;
                    i++;
                    if (depth == 0)
                    {
                        return i + 1 - _at;
                    }
                }
            }

            return sql.Length - _at;
        }

        private int Quoted() => sql[_at] switch
        {
            '\'' => QuotedLength(_at, '\'', false),
            '"' => QuotedLength(_at, '"', false),
            'e' or 'E' when _at + 1 < sql.Length && sql[_at + 1] == '\'' => 1 + QuotedLength(_at + 1, '\'', true),
            '$' => DollarLength(),
            _ => 0,
        };

        // A doubled quote ends one text and begins another, which comes to the same.
        private int QuotedLength(int from, char quote, bool hasEscapes)
        {
            for (var i = from + 1; i < sql.Length; i++)
            {
                if (hasEscapes && sql[i] == '\\')
                {
                    i++;
                }
                else if (sql[i] == quote)
                {
                    if (i + 1 < sql.Length && sql[i + 1] == quote)
                    {
                        i++;
                        continue;
                    }

                    return i + 1 - from;
                }
            }

            return sql.Length - from;
        }

        private int DollarLength()
        {
            var tagEnd = sql.IndexOf('$', _at + 1);
            if (tagEnd < 0 || !IsTag(sql.AsSpan(_at + 1, tagEnd - _at - 1)))
            {
                return 0;
            }

            var tag = sql.Substring(_at, tagEnd + 1 - _at);
            var end = sql.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
            return end < 0 ? sql.Length - _at : end + tag.Length - _at;
        }

        private static bool IsTag(ReadOnlySpan<char> tag)
        {
            if (tag.IsEmpty)
            {
                return true;
            }

            foreach (var part in tag)
            {
                if (!IsNamePart(part) || part == '$')
                {
                    return false;
                }
            }

            return IsNameStart(tag[0]);
        }

        private int NameLength(int from)
        {
            var end = from;
            while (end < sql.Length && IsNamePart(sql[end]))
            {
                end++;
            }

            return end - from;
        }

        private bool StartsWith(string text) => string.CompareOrdinal(sql, _at, text, 0, text.Length) == 0;

        private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

        private static bool IsNamePart(char c) => c is '_' or '$' || char.IsLetterOrDigit(c);
    }
}
