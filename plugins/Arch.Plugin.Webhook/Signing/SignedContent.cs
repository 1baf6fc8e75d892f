using System.Globalization;
using System.Text;

namespace Arch.Plugin.Webhook.Signing;

/// <summary>What is signed: id, time and payload, parted by full stops.</summary>
internal static class SignedContent
{
    public static byte[] Of(string id, long timestamp, ReadOnlySpan<byte> payload) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. payload];
}
