using System.ComponentModel;
using MimeKit;

namespace Arch.Plugin.Mail.Receiving;

internal sealed record ReceivedAddress
{
    [Description("The address.")]
    public required string Address { get; init; }

    [Description("The name beside it, if there is one.")]
    public string? Name { get; init; }

    public static IReadOnlyList<ReceivedAddress> Of(InternetAddressList? list) => list is null
        ? []
        : [.. list.Mailboxes.Take(200).Select(mailbox => new ReceivedAddress { Address = mailbox.Address, Name = string.IsNullOrEmpty(mailbox.Name) ? null : mailbox.Name })];
}
