using System.Collections.Immutable;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Finds webhooks of one document that answer the same requests.</summary>
internal static class WebhookCheck
{
    /// <summary>Reads the webhooks of a document, and reports those that another one of it hides.</summary>
    public static ImmutableArray<Webhook> Read(CheckContext context, YamlNode? triggers)
    {
        var found = ImmutableArray.CreateBuilder<Webhook>();
        foreach (var entry in (triggers as YamlMapping)?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping trigger
                || trigger.Find("webhook")?.Value is not YamlScalar { IsString: true } path
                || context.IsBroken(path)
                || Scalars.Flag(trigger.Find("disabled")?.Value))
            {
                continue;
            }

            var webhook = new Webhook(entry.Name, path.Text, Methods(trigger.Find("method")?.Value), context.PlaceOf(path));
            if (found.FirstOrDefault(webhook.Meets) is { } other)
            {
                context.Error(
                    path,
                    "ARCH1010",
                    $"The path '{path.Text}' is taken by trigger '{other.Trigger}' already.",
                    "Choose another path or another 'method'.");
            }

            found.Add(webhook);
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<string> Methods(YamlNode? node) => node switch
    {
        YamlScalar one => [one.Text],
        YamlSequence many => [.. many.Items.OfType<YamlScalar>().Select(item => item.Text)],
        _ => ["POST"],
    };
}
