using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Arch.Sdk;

namespace Arch.Plugin.Webhook.Signing;

/// <summary>The id of a webhook: the same for all attempts of a step, so that a receiver that saw one drops the others.</summary>
internal static class WebhookId
{
    private const int MostCharacters = 256;

    /// <summary>Derives the id from the run and the step's place in it, not from the attempt.</summary>
    /// <remarks>Hashed: a place may hold full stops, which the signed content must not have in an id, and is nobody else's matter.</remarks>
    public static string Derive(StepContext context)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{context.RunId}\n{context.StepPath}"));
        return "msg_" + Base64Url.EncodeToString(hash.AsSpan(0, 24));
    }

    /// <exception cref="StepException">webhook_input: the id cannot be one.</exception>
    public static string Check(string id) =>
        id.Length is > 0 and <= MostCharacters && id.All(character => character is > ' ' and <= '~' and not '.')
            ? id
            : throw WebhookFailures.Input(
                $"The id '{(id.Length > 40 ? id[..40] + "…" : id)}' cannot be the id of a webhook: "
                    + $"1 to {MostCharacters} printable ASCII characters without spaces and full stops.");
}
