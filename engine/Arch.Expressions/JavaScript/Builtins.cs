using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript;

/// <summary>Arch's own functions. What they give depends on the session alone, so that replay gives the same.</summary>
internal static class Builtins
{
    /// <summary>Gives the time of the session in UTC with milliseconds: <c>2026-11-23T09:30:00.000Z</c>.</summary>
    /// <param name="session">The session.</param>
    /// <returns>The text.</returns>
    public static string Now(ExpressionSession session) => TimeText.Format(session.Now);

    /// <summary>Gives a UUID of version 4 (RFC 9562) of the session's random bits.</summary>
    /// <param name="session">The session.</param>
    /// <returns>The text in lower case.</returns>
    public static string Uuid(ExpressionSession session)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, session.NextBits());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], session.NextBits());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Gives the SHA-256 of a string in UTF-8, or of the compact JSON of any other value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Hash(Value value)
    {
        var bytes = Encoding.UTF8.GetBytes(value.TryGetString(out var text) ? text : CompactJson.Write(value));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Gives a random number for <c>Math.random()</c>.</summary>
    /// <param name="session">The session.</param>
    /// <returns>A number from 0 to less than 1, with 53 random bits.</returns>
    public static double Random(ExpressionSession session) => (session.NextBits() >> 11) * (1.0 / (1UL << 53));
}
