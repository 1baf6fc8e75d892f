using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arch.Agents.Running;

/// <summary>
/// Makes ids of what follows from a message: the same each time the message is handled, so that whoever gets it twice can tell.
/// </summary>
internal static class DerivedIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes an id in the form of run ids: 10 letters of the moment, 16 of the origin.</summary>
    public static string Of(string agent, string messageId, int number, DateTimeOffset at)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"{agent}\n{messageId}\n{number}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(origin), hash);
        Span<char> text = stackalloc char[26];
        var milliseconds = Math.Max(0, at.ToUnixTimeMilliseconds());
        for (var i = 9; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(milliseconds & 31)];
            milliseconds >>= 5;
        }

        for (var i = 0; i < 16; i++)
        {
            text[10 + i] = Alphabet[hash[i] & 31];
        }

        return new string(text);
    }
}
