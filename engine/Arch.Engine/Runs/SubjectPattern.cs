namespace Arch.Engine.Runs;

/// <summary>Matches subjects of events as NATS does: <c>*</c> stands for one part, <c>&gt;</c> at the end for one or more.</summary>
public static class SubjectPattern
{
    /// <summary>Tells whether a subject is a pattern rather than one subject.</summary>
    /// <param name="subject">The subject or pattern.</param>
    /// <returns>Whether one of its parts is <c>*</c>, or its last is <c>&gt;</c>.</returns>
    public static bool IsPattern(string subject)
    {
        var rest = subject.AsSpan();
        while (true)
        {
            var part = Next(ref rest, out var isLast);
            if (part is "*" || (part is ">" && isLast))
            {
                return true;
            }

            if (isLast)
            {
                return false;
            }
        }
    }

    /// <summary>Tells whether a subject is one that a pattern means.</summary>
    /// <param name="pattern">The pattern, or a subject that means itself.</param>
    /// <param name="subject">The subject of an event.</param>
    /// <returns>Whether it matches.</returns>
    public static bool Matches(string pattern, string subject)
    {
        var left = pattern.AsSpan();
        var right = subject.AsSpan();
        while (true)
        {
            var wanted = Next(ref left, out var isLastWanted);
            var seen = Next(ref right, out var isLastSeen);
            if (wanted is ">" && isLastWanted)
            {
                return true;
            }

            if (wanted is not "*" && !wanted.SequenceEqual(seen))
            {
                return false;
            }

            if (isLastWanted || isLastSeen)
            {
                return isLastWanted == isLastSeen;
            }
        }
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest, out bool isLast)
    {
        var dot = rest.IndexOf('.');
        isLast = dot < 0;
        var part = isLast ? rest : rest[..dot];
        rest = isLast ? [] : rest[(dot + 1)..];
        return part;
    }
}
