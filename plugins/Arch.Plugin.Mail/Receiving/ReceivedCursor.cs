using System.Globalization;
using Arch.Sdk;
using MailKit;

namespace Arch.Plugin.Mail.Receiving;

/// <summary>How far a folder was looked through, written as <c>UIDVALIDITY:UID;seconds;pending</c>.</summary>
/// <param name="Validity">The folder's UIDVALIDITY; another one says that the server numbered its messages anew.</param>
/// <param name="Uid">The highest UID that was looked at.</param>
/// <param name="Arrived">When the newest of these messages arrived, in Unix seconds: what is left to go by after a new numbering.</param>
/// <param name="Pending">Messages that were given and are to be marked once it is sure that the host kept them.</param>
internal sealed record ReceivedCursor(uint Validity, uint Uid, long Arrived, UniqueIdSet Pending)
{
    public static ReceivedCursor? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split(';');
        var place = parts[0].Split(':');
        if (parts.Length == 3 && place.Length == 2 && Number(place[0], out var validity) && Number(place[1], out var uid)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var arrived))
        {
            UniqueIdSet? pending = [];
            if (parts[2].Length == 0 || UniqueIdSet.TryParse(parts[2], validity, out pending))
            {
                return new ReceivedCursor(validity, uid, arrived, pending);
            }
        }

        throw new StepException("mail_cursor", $"The cursor '{text}' is not one of mail.received: UIDVALIDITY:UID;seconds;pending.");
    }

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Validity}:{Uid};{Arrived};{(Pending.Count == 0 ? "" : Pending.ToString())}");

    private static bool Number(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
