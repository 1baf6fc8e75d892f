using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Arch.Storage.Sqlite.Content;

/// <summary>
/// A JSON text whose large values are kept elsewhere. In their places the text has <c>null</c>, and beside it stands where these
/// are and which values belong there, so no data can be taken for a reference.
/// </summary>
/// <param name="Text">The text without its large values.</param>
/// <param name="References">
/// What belongs where: <c>place:hash</c>, joined by commas; <see langword="null"/> for a text that is whole.
/// </param>
/// <param name="Blobs">The values that were cut out.</param>
internal readonly record struct CutText(byte[] Text, string? References, IReadOnlyList<Blob> Blobs)
{
    private static ReadOnlySpan<byte> Placeholder => "null"u8;

    /// <summary>Cuts the large values out of a text; most have none.</summary>
    public static CutText Of(byte[] utf8Json)
    {
        // Nearly all are small, and must cost nothing.
        if (utf8Json.Length <= LargeValues.LeastBytes)
        {
            return new CutText(utf8Json, null, []);
        }

        return Cut(utf8Json, LargeValues.Find(utf8Json));
    }

    /// <summary>Puts the large values of a text back.</summary>
    /// <param name="text">The text without them.</param>
    /// <param name="references">What belongs where.</param>
    /// <param name="find">Gets the value of a hash.</param>
    /// <returns>The whole text.</returns>
    /// <exception cref="FormatException">The references are none of this text.</exception>
    public static byte[] Restore(byte[] text, string references, Func<byte[], byte[]> find)
    {
        var whole = new ArrayBufferWriter<byte>();
        var from = 0;
        foreach (var (place, hash) in Parse(references))
        {
            if (place < from || place > text.Length - Placeholder.Length)
            {
                throw new FormatException($"The reference '{references}' is of another text.");
            }

            whole.Write(text.AsSpan(from..place));
            whole.Write(find(hash));
            from = place + Placeholder.Length;
        }

        whole.Write(text.AsSpan(from));
        return whole.WrittenSpan.ToArray();
    }

    /// <summary>Reads references.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static IEnumerable<(int Place, byte[] Hash)> Parse(string references)
    {
        foreach (var reference in references.Split(','))
        {
            var colon = reference.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !int.TryParse(reference.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            {
                throw new FormatException($"'{reference}' is no reference.");
            }

            yield return (place, Convert.FromHexString(reference.AsSpan(colon + 1)));
        }
    }

    private static CutText Cut(byte[] utf8Json, List<Range> large)
    {
        var text = new ArrayBufferWriter<byte>();
        var references = new string[large.Count];
        var blobs = new Blob[large.Count];
        var from = 0;
        for (var i = 0; i < large.Count; i++)
        {
            text.Write(utf8Json.AsSpan(from..large[i].Start.Value));
            var value = utf8Json.AsMemory(large[i]);
            blobs[i] = new Blob(SHA256.HashData(value.Span), value);
            references[i] = string.Create(
                CultureInfo.InvariantCulture,
                $"{text.WrittenCount}:{Convert.ToHexStringLower(blobs[i].Hash)}");
            text.Write(Placeholder);
            from = large[i].End.Value;
        }

        text.Write(utf8Json.AsSpan(from));
        return new CutText(text.WrittenSpan.ToArray(), string.Join(',', references), blobs);
    }
}
