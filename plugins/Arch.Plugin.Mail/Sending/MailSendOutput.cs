using System.ComponentModel;

namespace Arch.Plugin.Mail.Sending;

internal sealed record MailSendOutput
{
    [Description("The Message-ID without angle brackets. The same for every attempt of the step in this run.")]
    public required string MessageId { get; init; }

    [Description("The addresses that the server accepted.")]
    public required IReadOnlyList<string> Accepted { get; init; }

    [Description("The addresses that the server refused.")]
    public required IReadOnlyList<string> Rejected { get; init; }
}
