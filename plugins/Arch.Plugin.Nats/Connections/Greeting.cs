using System.Text.Json;

namespace Arch.Plugin.Nats.Connections;

/// <summary>The line with which a server begins: it says whether TLS comes next.</summary>
internal sealed class Greeting
{
    private const int MostBytes = 64 * 1024;

    private Greeting(byte[] bytes, bool isAlone, bool requiresTls, bool offersTls)
    {
        Bytes = bytes;
        IsAlone = isAlone;
        RequiresTls = requiresTls;
        OffersTls = requiresTls || offersTls;
    }

    /// <summary>Gets all that was read.</summary>
    public byte[] Bytes { get; }

    /// <summary>Gets whether nothing came behind the line.</summary>
    public bool IsAlone { get; }

    public bool RequiresTls { get; }

    public bool OffersTls { get; }

    public static async Task<Greeting> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        int end;
        while ((end = buffer.AsSpan(0, length).IndexOf((byte)'\n')) < 0)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length < MostBytes ? length * 2 : throw new IOException("The server's greeting has no end."));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read > 0 ? read : throw new IOException("The server closed the connection before it greeted.");
        }

        var line = buffer.AsMemory(0, end);
        if (!line.Span.StartsWith("INFO "u8))
        {
            throw new IOException("The server does not greet as a NATS server does.");
        }

        try
        {
            var info = JsonElement.Parse(line[5..].Span);
            return new Greeting(buffer[..length], end + 1 == length, Flag(info, "tls_required"), Flag(info, "tls_available"));
        }
        catch (JsonException e)
        {
            throw new IOException("The server's greeting cannot be read.", e);
        }
    }

    private static bool Flag(JsonElement info, string name) =>
        info.ValueKind == JsonValueKind.Object && info.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
