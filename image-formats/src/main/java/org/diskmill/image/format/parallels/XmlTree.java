// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Printable;
import org.diskmill.io.Source;

/** Reads a stranger's XML: elements and text, nothing that reaches outside or grows. */
final class XmlTree {
  private static final int MOST_NESTED = 32;

  private final Source source;
  private final XMLStreamReader xml;

  private XmlTree(Source source, XMLStreamReader xml) {
    this.source = source;
    this.xml = xml;
  }

  /**
   * Reads a document.
   *
   * @param text all of it; its length bounds what can come of it
   */
  static Element read(Source source, String text) throws CorruptImageException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      XmlTree tree = new XmlTree(source, factory.createXMLStreamReader(new StringReader(text)));
      return tree.root();
    } catch (XMLStreamException | RuntimeException broken) {
      // The JDK's parser throws unchecked exceptions too, for some broken text.
      throw new CorruptImageException(
          source + ": is no well-formed XML: " + Printable.of(String.valueOf(broken.getMessage())));
    }
  }

  private Element root() throws XMLStreamException, CorruptImageException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw new CorruptImageException(source + ": has a document type, which is not followed");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        return element(0);
      }
    }
    throw new CorruptImageException(source + ": has no element");
  }

  private Element element(int depth) throws XMLStreamException, CorruptImageException {
    if (depth > MOST_NESTED) {
      throw new CorruptImageException(source + ": elements are nested over " + MOST_NESTED);
    }
    String name = xml.getLocalName();
    List<Element> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return new Element(name, children, text.toString().strip());
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new CorruptImageException(source + ": has an entity, which is not followed");
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
  }
}
