using Arch.Sdk;

namespace Arch.Plugin.Mail;

/// <summary>The failures of mail in the plugin's own codes.</summary>
internal static class MailFailures
{
    public static StepException Input(string message, Exception? cause = null) => new("mail_input", message, cause);

    public static StepException TooLarge(long limit) => new(
        "mail_too_large", $"The message has more than {limit} bytes of text and attachments. Raise 'max_size', or send less.");

    public static StepException Timeout(string server, TimeSpan limit) => new(
        "mail_timeout", $"{server} took longer than {limit.TotalSeconds:0.###} s.")
    {
        Retryable = true,
    };

    public static StepException NoSuchFolder(string folder, Exception? cause = null) => new(
        "mail_folder_not_found", $"The folder '{folder}' does not exist on the server.", cause);
}
