package dev.oncemark.ingest.settings;

import dev.oncemark.runtime.InvalidSettingException;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Addresses that begin with the same bits, as CIDR writes them: {@code 10.0.0.0/8}, {@code 2001:db8::/32}. */
public final class AddressRange {

    private final byte[] first;
    private final int bits;

    private AddressRange(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * A range, or one address.
     *
     * @param setting where the text is from
     * @throws InvalidSettingException if it is neither
     */
    static AddressRange of(String setting, String text) {
        int slash = text.indexOf('/');
        byte[] first = bytes(slash < 0 ? text : text.substring(0, slash));
        int bits = first == null || slash < 0 ? 0 : bits(text.substring(slash + 1), first.length * Byte.SIZE);
        if (first == null || bits < 0) {
            throw new InvalidSettingException(
                    setting, "has '" + text + "', but takes addresses such as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32");
        }
        return new AddressRange(first, slash < 0 ? first.length * Byte.SIZE : bits);
    }

    private static int bits(String text, int max) {
        boolean isNumber = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int bits = isNumber ? Integer.parseInt(text) : -1;
        return bits > max ? -1 : bits;
    }

    /** Of an address as numbers; null of a name, which is never looked up. One of IPv4 within IPv6 is one of IPv4. */
    private static byte @Nullable [] bytes(String address) {
        InetAddress read = NetUtil.createInetAddressFromIpAddressString(address);
        return read == null ? null : read.getAddress();
    }

    /** Whether the address is one of these; what is no address is not. */
    public boolean has(String address) {
        byte[] bytes = bytes(address);
        return bytes != null && bytes.length == first.length && beginsAlike(bytes);
    }

    private boolean beginsAlike(byte[] address) {
        int whole = bits / Byte.SIZE;
        for (int at = 0; at < whole; at++) {
            if (address[at] != first[at]) {
                return false;
            }
        }
        int rest = Byte.SIZE - bits % Byte.SIZE;
        return rest == Byte.SIZE || (address[whole] & 0xFF) >> rest == (first[whole] & 0xFF) >> rest;
    }
}
