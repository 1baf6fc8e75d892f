using System.Security.Cryptography;
using Arch.Engine.Runs;

namespace Arch.Engine.Shell;

/// <summary>Makes ids of runs: 48 bits of time and 80 random bits in Crockford's base 32, as ULIDs are made, in lower case.</summary>
public static class RunIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes an id.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>An id that sorts after those made in milliseconds before.</returns>
    public static RunId New(TimeProvider time)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new RunId(string.Create(26, (milliseconds, new Guid(random)), static (text, source) =>
        {
            var (moment, bits) = source;
            for (var i = 9; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(moment & 31)];
                moment >>= 5;
            }

            Span<byte> bytes = stackalloc byte[16];
            bits.TryWriteBytes(bytes);
            for (var i = 0; i < 16; i++)
            {
                text[10 + i] = Alphabet[bytes[i] & 31];
            }
        }));
    }
}
