using Arch.Sdk;

namespace Arch.Plugin.Webhook;

/// <summary>The failures of webhooks in the plugin's own codes.</summary>
internal static class WebhookFailures
{
    public static StepException Input(string message, Exception? cause = null) => new("webhook_input", message, cause);

    public static StepException Headers(string message) => new("webhook_headers", message);

    public static StepException Timestamp(string message) => new("webhook_timestamp", message);

    public static StepException Signature(string message) => new("webhook_signature", message);
}
